// A worker of load.test.mjs: it draws with a module that it was given.

import { parentPort, workerData } from 'node:worker_threads';
import { load } from 'parcours';

const parcours = await load({ wasm: workerData.module });
const { map } = parcours.analyze({ template: 'ecommerce' }, workerData.visits);
parentPort.postMessage(parcours.render(map));
