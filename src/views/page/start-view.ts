import type { Localized } from '../../base/bilingual.ts';
import { applyHostContext } from '../host/appearance.ts';
import { connectToHost, type Host } from '../host/host.ts';
import { reportSize } from '../host/report-size.ts';
import type { ToolAnswer } from '../host/tool-answer.ts';
import { createNotice } from '../parts/notice.ts';
import { getLanguage, localize, setLanguage } from '../words/language.ts';
import { type Child, create } from './dom.ts';
import { type Fields, getText } from './fields.ts';

/** What a view works with besides the result. */
export interface ViewScope {
  host: Host;
  /** The arguments of the call whose result is shown. */
  getArguments(): Fields;
  /** Renders again, after the state of the view has changed. */
  refresh(): void;
  /** Tells the reader of a change; a screen reader reads it out. */
  announce(text: string): void;
}

/** Renders a result. */
export type RenderView = (content: Fields) => readonly Child[];

interface ViewDefinition {
  /** As in the address of the view. */
  name: string;
  title: Localized;
  /** Creates the state of the view, once. */
  createRenderer(scope: ViewScope): RenderView;
}

const words = {
  waiting: { en: 'Waiting for the result…', ko: '결과를 기다리고 있습니다…' },
  cancelled: { en: 'The call was cancelled.', ko: '호출이 취소되었습니다.' },
  unreadable: {
    en: 'This result cannot be shown here: read the answer.',
    ko: '여기에 보여 줄 수 없는 결과입니다. 답변을 읽어 주세요.',
  },
  failed: { en: 'This did not work.', ko: '요청을 처리하지 못했습니다.' },
  sandbox: { en: 'Sandbox: sample data, no real payments.', ko: '샌드박스: 예시 데이터이며 실제 결제가 아닙니다.' },
  noHost: {
    en: 'This page is shown by an app that supports MCP Apps.',
    ko: 'MCP Apps를 지원하는 앱에서 보이는 화면입니다.',
  },
};

type Shown = ToolAnswer | { status: 'waiting' } | { status: 'cancelled' };

/** Starts the view of this document. */
export async function startView({ name, title, createRenderer }: ViewDefinition): Promise<void> {
  setLanguage(navigator.language);
  const view = create('main', { 'aria-live': 'off' });
  const status = create('p', { class: 'status', role: 'status' });
  document.body.append(view, status);

  let shown: Shown = { status: 'waiting' };
  let args: Fields = {};
  let renderContent: RenderView | undefined;

  const render = () => {
    document.documentElement.lang = getLanguage();
    document.title = localize(title);
    view.setAttribute('aria-busy', String(shown.status === 'waiting'));
    keepFocus(view, () => view.replaceChildren(...renderShown(shown, renderContent).filter(isShown)));
  };
  const show = (next: Shown) => {
    shown = next;
    render();
  };
  const announce = (text: string) => {
    status.textContent = text;
  };

  try {
    const { host, bridge } = await connectToHost(`portone-v1-mcp ${name}`, {
      onArguments: (given) => {
        args = given;
      },
      onAnswer: show,
      onCancelled: () => show({ status: 'cancelled' }),
      onContext: (context) => {
        applyHostContext(context);
        render();
      },
    });
    renderContent = createRenderer({ host, getArguments: () => args, refresh: render, announce });
    render();
    reportSize(bridge);
  } catch {
    view.replaceChildren(createNotice('info', localize(words.noHost)));
  }
}

function renderShown(shown: Shown, renderContent: RenderView | undefined): readonly Child[] {
  if (shown.status === 'waiting' || !renderContent) return [create('p', { class: 'waiting' }, localize(words.waiting))];
  if (shown.status === 'cancelled') return [createNotice('info', localize(words.cancelled))];
  if (shown.status === 'unreadable') return [createNotice('info', localize(words.unreadable))];
  if (shown.status === 'failed') return [createNotice('problem', localize(words.failed), shown.message)];
  try {
    const rendered = renderContent(shown.content);
    const isSandbox = getText(shown.content, 'sandbox_note') !== undefined;
    if (rendered.some(isShown)) return [isSandbox && createNotice('warning', localize(words.sandbox)), ...rendered];
  } catch {
    // The answer beside the view says the same.
  }
  return [createNotice('info', localize(words.unreadable))];
}

const isShown = (child: Child): child is Node | string => child !== undefined && child !== false;

/** Renders, and gives the focus back to the control that had it. */
function keepFocus(view: HTMLElement, change: () => void): void {
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement ? focused.dataset.key : undefined;
  change();
  if (key !== undefined) view.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}
