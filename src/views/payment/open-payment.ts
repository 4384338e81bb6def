import type { ToolAnswer } from '../host/tool-answer.ts';
import { createButton } from '../page/controls.ts';
import { type Child, create } from '../page/dom.ts';
import type { ViewScope } from '../page/start-view.ts';
import { createIcon } from '../parts/icon.ts';
import { writeMessage } from '../parts/next-steps.ts';
import { createNotice } from '../parts/notice.ts';
import { localize } from '../words/language.ts';
import { askForPayment } from '../words/step-sentences.ts';
import { renderPayment } from './render-payment.ts';

const words = {
  back: { en: 'Back', ko: '뒤로' },
  opening: { en: 'Opening the payment…', ko: '결제를 여는 중입니다…' },
  failed: { en: 'The payment could not be opened.', ko: '결제를 열지 못했습니다.' },
};

export interface PaymentOpener {
  open(impUid: string): void;
  /** The payment that is open, in place of the view; undefined if none is. */
  render(): readonly Child[] | undefined;
}

/** `answer` is undefined until it has come. */
interface OpenedPayment {
  answer: ToolAnswer | undefined;
}

/** Opens payments in place of a view if the host calls tools, and otherwise asks for them in the chat. */
export function createPaymentOpener(scope: ViewScope): PaymentOpener {
  const opened: OpenedPayment[] = [];
  const { host, refresh, announce } = scope;

  const load = async (impUid: string) => {
    const opening: OpenedPayment = { answer: undefined };
    opened.push(opening);
    announce(localize(words.opening));
    refresh();
    opening.answer = await host
      .callTool('investigate_payment', { imp_uid: impUid })
      .catch((): ToolAnswer => ({ status: 'unreadable' }));
    announce('');
    refresh();
  };
  const open = (impUid: string) => {
    const message = askForPayment(impUid);
    if (host.canCallTools()) void load(impUid);
    else if (message !== undefined) void writeMessage(message, scope);
  };
  const goBack = () => {
    opened.pop();
    refresh();
  };
  const renderAnswer = ({ answer }: OpenedPayment): readonly Child[] => {
    if (!answer) return [create('p', { class: 'waiting' }, localize(words.opening))];
    if (answer.status === 'done') return renderPayment(answer.content, scope, open);
    const details = answer.status === 'failed' ? answer.message : undefined;
    return [createNotice('problem', localize(words.failed), details)];
  };

  return {
    open,
    render() {
      const payment = opened.at(-1);
      if (!payment) return undefined;
      const back = createButton('back', goBack, { class: 'back' }, createIcon('back'), localize(words.back));
      return [back, ...renderAnswer(payment)];
    },
  };
}
