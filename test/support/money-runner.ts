import type { InProcessShop } from './in-process-shop.ts';
import type { HeldRequest } from './lying-proxy.ts';
import { createApprovalCheck } from './money-approvals.ts';
import { findAuditProblems, findUnexplainedMovements } from './money-audit.ts';
import { policy } from './money-calls.ts';
import { createCapCheck } from './money-caps.ts';
import type { Entry } from './money-entries.ts';
import { createModel, type ModelStep } from './money-model.ts';
import type { CallOutcomes } from './money-person.ts';
import type { Step } from './money-steps.ts';
import { createQuestionCheck } from './question-check.ts';

/** A request that PortOne gets only after its call has ended. */
interface LateRequest extends HeldRequest {
  /** The step of its call. */
  step: ModelStep;
}

/** Returns what runs a sequence and returns what is wrong with the executed or reported money; empty if all is right. */
export function createSequenceRunner(shop: InProcessShop): (steps: readonly Step[]) => Promise<string[]> {
  return async (steps) => {
    await shop.reset();
    const run = startSequence(shop);
    for (const step of steps) {
      const problems = await run.takeStep(step);
      if (problems.length > 0) return problems;
    }
    return run.end();
  };
}

function startSequence(shop: InProcessShop) {
  const { sandbox } = shop;
  const model = createModel(sandbox);
  const checkCaps = createCapCheck(sandbox, policy);
  const checkApprovals = createApprovalCheck(sandbox, policy);
  const checkQuestions = createQuestionCheck();
  let readCount = 0;
  let late: LateRequest[] = [];

  /** Returns the entries since the last call. */
  async function readNewEntries(): Promise<readonly Entry[]> {
    const ledger = await shop.readLedger();
    const entries = ledger.slice(readCount);
    readCount = ledger.length;
    return entries;
  }

  async function checkCalls(callOutcomes: readonly CallOutcomes[]): Promise<string[]> {
    const entries = await readNewEntries();
    const step = model.checkCalls(callOutcomes, entries);
    const now = sandbox.getWorld().clock.now();
    const problems = [
      ...step.problems,
      ...checkCaps(entries),
      ...checkApprovals(callOutcomes, now),
      ...checkQuestions(callOutcomes, now),
    ];
    const held = shop.takeHeld().map((one) => ({ ...one, step }));
    const isForNextStep = ({ forwarding }: HeldRequest) => forwarding === 'after the next step';
    const due = [...late, ...held.filter((one) => !isForNextStep(one))];
    late = held.filter(isForNextStep);
    return [...problems, ...(await forwardLate(due))];
  }

  async function forwardLate(requests: readonly LateRequest[]): Promise<string[]> {
    const problems: string[] = [];
    for (const { forward, step } of requests) {
      await forward();
      const entries = await readNewEntries();
      problems.push(...step.recordLate(entries), ...checkCaps(entries));
    }
    return problems;
  }

  async function runCalls({ faults, lies, calls }: Extract<Step, { calls: unknown }>): Promise<CallOutcomes[]> {
    for (const fault of faults) await shop.injectFault(fault);
    for (const lie of lies) shop.injectLie(lie);
    return Promise.all(calls.map(shop.makeCall));
  }

  return {
    async takeStep(step: Step): Promise<string[]> {
      if ('advance' in step) {
        await shop.advance(step.advance);
        model.recordTimePassed(await readNewEntries());
        return [];
      }
      if ('do' in step) {
        await (step.do === 'restart' ? shop.restart() : shop.rotate());
        return [];
      }
      return checkCalls('crash' in step ? [await shop.crashDuring(step.crash, step.isSent)] : await runCalls(step));
    },
    async end(): Promise<string[]> {
      const problems = await forwardLate(late);
      const ledger = await shop.readLedger();
      const audit = await shop.readAudit();
      return [
        ...problems,
        ...model.checkBalances(),
        ...findAuditProblems(audit, model.counts()),
        ...findUnexplainedMovements(sandbox, audit, ledger),
      ];
    },
  };
}
