const formatWon = (amount: number) => `₩${amount.toLocaleString('en-US')}`;

/** What the interactive demo says. */
export const interactiveTexts = {
  en: {
    title: 'portone-v1-mcp on its sandbox: now you decide',
    intro: 'Sample data, no key, no money. An assistant asks for four refunds; nothing moves unless you say yes.',
    question: 'Question to you:',
    yesOrNo: 'Do you agree? (yes/no) ',
    yes: /^y(es)?$/i,
    firstStep: (order: string) => `1. The assistant wants to refund ${formatWon(1_000)} of order ${order}.`,
    secondStep: (order: string) => `2. The same for order ${order}. This time, try a no.`,
    pageStep: (order: string) =>
      `3. Order ${order}, with a client that cannot show a form: it gives you a link instead.`,
    openLink: 'Open this link in your browser, and approve or deny there:',
    pressEnter: 'Then press Enter here, as you would tell the assistant to go on. ',
    lostStep: (order: string) => `4. Order ${order}. If you agree, PortOne's answer gets lost on the way back.`,
    done: 'done',
    notDone: 'not done',
    refunded: (amount: number) => `${formatWon(amount)} refunded, confirmed by reading the payment back.`,
    nothingSent: 'Nothing was sent to PortOne.',
    stillWaiting: 'The page has no decision yet, so nothing was sent.',
    summary: (refunds: number) =>
      `PortOne executed ${refunds} refund${refunds === 1 ? '' : 's'}: one for each yes, none for a no, and none twice.`,
  },
  ko: {
    title: 'portone-v1-mcp 샌드박스: 이제 직접 결정해 보세요',
    intro:
      '샘플 데이터라 키도 돈도 필요 없습니다. 어시스턴트가 환불을 네 번 요청하며, 동의하지 않으면 아무것도 바뀌지 않습니다.',
    question: '확인 요청:',
    yesOrNo: '진행할까요? (네/아니요) ',
    yes: /^(네|예|응|y|yes)$/i,
    firstStep: (order: string) => `1. 어시스턴트가 주문 ${order}에서 ${formatWon(1_000)} 환불을 요청합니다.`,
    secondStep: (order: string) => `2. 주문 ${order}도 같은 요청입니다. 이번에는 거절해 보세요.`,
    pageStep: (order: string) => `3. 주문 ${order}. 확인 창을 띄울 수 없는 클라이언트라면 링크를 안내합니다.`,
    openLink: '브라우저에서 이 링크를 열어 승인하거나 거절하세요:',
    pressEnter: '그런 다음 어시스턴트에게 계속하라고 말하듯 여기서 Enter를 누르세요. ',
    lostStep: (order: string) => `4. 주문 ${order}. 동의하면 포트원의 응답이 돌아오는 길에 사라집니다.`,
    done: '완료',
    notDone: '실행 안 함',
    refunded: (amount: number) => `${formatWon(amount)} 환불, 결제를 다시 조회해 확인했습니다.`,
    nothingSent: '포트원에 아무것도 보내지 않았습니다.',
    stillWaiting: '페이지에서 아직 결정하지 않아 아무것도 보내지 않았습니다.',
    summary: (refunds: number) =>
      `포트원이 실행한 환불은 ${refunds}건입니다. 동의한 만큼만 실행했고, 거절한 것도 두 번 실행한 것도 없습니다.`,
  },
} as const;
