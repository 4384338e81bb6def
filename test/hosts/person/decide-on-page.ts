import { openApprovalPage } from '../../support/approval-page.ts';
import type { Decision } from '../scenes.ts';

/** Opens an approval page and presses one of its buttons, as a person does in a browser. */
export async function decideOnPage(url: string, decision: Decision): Promise<'decided'> {
  const page = await openApprovalPage(url);
  if (page.firstResponse.status !== 200) throw new Error(`The approval page answered ${page.firstResponse.status}.`);
  const button = new RegExp(`name="([^"]+)" value="${decision}"`).exec(page.firstResponse.text);
  if (!button?.[1]) throw new Error(`The approval page has no button to ${decision}.`);
  const { status } = await page.post({ [button[1]]: decision });
  if (status !== 303) throw new Error(`The approval page answered the decision with ${status}.`);
  return 'decided';
}
