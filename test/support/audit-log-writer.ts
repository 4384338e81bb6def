import { Refused } from '../../src/base/refusal.ts';
import { cancelPayment } from '../../src/endpoints/catalog/payments.ts';
import { openAuditLog } from '../../src/guard/audit/audit.ts';

/** A program that writes steps to an audit log until one is refused, or, with the argument "stay", writes one and waits to be killed. */
const [, , path = '', stay] = process.argv;
const { audit } = await openAuditLog(path, '2026-11-23', { now: () => Date.now(), log: () => undefined });

async function writeStep(): Promise<string | undefined> {
  try {
    await audit.recordStep({
      step: 'started',
      call: 'call',
      tool: 'cancel_payment',
      effect: 'destructive',
      money: 'refund',
      caller: 'local',
      sandbox: false,
      args: { imp_uid: 'imp_1', amount: 1 },
      fields: cancelPayment.fields,
      moves: [{ payment: 'imp_1', amount: 1, currency: 'KRW' }],
      day: '2026-11-23',
    });
    return undefined;
  } catch (error) {
    return error instanceof Refused ? error.kind : String(error);
  }
}

if (stay) {
  await writeStep();
  process.stdout.write('ready');
  setInterval(() => undefined, 60_000);
} else {
  let written = 0;
  let refused = await writeStep();
  while (refused === undefined && written < 1_000) {
    written += 1;
    refused = await writeStep();
  }
  await audit.close();
  process.stdout.write(JSON.stringify({ written, refused }));
}
