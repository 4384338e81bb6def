import { createApprovalStore } from '../../src/approval-page/approval-store.ts';
import type { Approvals } from '../../src/guard/confirmation/approvals.ts';
import { createStoreCipher } from '../../src/store/encryption.ts';
import type { Store } from '../../src/store/store.ts';

export interface ApprovalDesk {
  approvals: Approvals;
  /** Decides as the person does for whom the page was opened. */
  decide(url: string, decision: 'approve' | 'decline'): Promise<void>;
}

const ADDRESS = 'http://127.0.0.1/a/';

/** Approval pages without their web server. */
export function createApprovalDesk(store: Store, now: () => number): ApprovalDesk {
  const cipher = createStoreCipher(new Uint8Array(32), 'approvals');
  const pages = createApprovalStore({ store, cipher, now, pins: {} });
  return {
    approvals: {
      ...pages,
      async open(request) {
        const { id, expiresAt } = await pages.open(request);
        return { url: `${ADDRESS}${id}`, expiresAt, endsWithServer: false };
      },
      close: async () => {},
    },
    async decide(url, decision) {
      const id = url.slice(ADDRESS.length);
      await (decision === 'approve' ? pages.approve(id, {}) : pages.decline(id));
    },
  };
}
