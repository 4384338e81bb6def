#!/usr/bin/env node
import { describeOldNode } from './main/node-version.ts';
import { refuseToStart } from './main/refuse-start.ts';

// Everything else is imported after this check, since older versions of Node fail while they load it. For the same
// reason these files do without newer syntax, such as a top-level await.
const problem = describeOldNode(process.versions.node);
if (problem === undefined) import('./main/command-line.ts').then(({ runCommandLine }) => runCommandLine(process));
else refuseToStart(problem, process);
