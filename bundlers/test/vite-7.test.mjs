import * as vite from "vite-7";
import config from "../consumers/vite-7/vite.config.mjs";
import { testVite } from "./_vite.mjs";

testVite(vite, "vite-7", config);
