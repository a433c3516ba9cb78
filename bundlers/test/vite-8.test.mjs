import * as vite from "vite-8";
import { testVite } from "./_vite.mjs";

testVite(vite, "vite-8");
