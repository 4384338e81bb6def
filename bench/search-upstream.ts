import { startSandbox } from '../src/sandbox/server.ts';

/** A large shop with slow responses, in a separate process. */
const [payments = '0', delayMs = '0'] = process.argv.slice(2);
const { url } = await startSandbox({ payments: Number(payments), delayMs: Number(delayMs) });
process.send?.(url);
process.on('disconnect', () => process.exit());
