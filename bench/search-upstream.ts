import { startSandbox } from '../src/sandbox/server.ts';

/** A large shop in a process of its own, which takes its time for every reply. */
const [payments = '0', delayMs = '0'] = process.argv.slice(2);
const { url } = await startSandbox({ payments: Number(payments), delayMs: Number(delayMs) });
process.send?.(url);
process.on('disconnect', () => process.exit());
