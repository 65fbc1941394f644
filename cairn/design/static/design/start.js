// Starts the design system's components where a page uses them. Every page works without this.
import { initAll } from "../nhsuk-frontend.min.js";

initAll();
