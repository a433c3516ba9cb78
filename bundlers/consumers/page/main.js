import { work } from "../work.js";

work();
