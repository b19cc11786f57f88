// Imported first in a process: which lines its tests reach is not counted, nor those of the processes that they start.
import process from "node:process";
import { stopCoverage } from "node:v8";

stopCoverage();
delete process.env.NODE_V8_COVERAGE;
