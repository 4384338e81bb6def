import '../styles/base.css';
import '../styles/payment.css';
import '../styles/search.css';
import { startView } from '../page/start-view.ts';
import { createPaymentOpener } from '../payment/open-payment.ts';
import { createSearchRenderer } from './render-search.ts';

void startView({
  name: 'search',
  title: { en: 'Payments', ko: '결제 목록' },
  createRenderer(scope) {
    const opener = createPaymentOpener(scope);
    const renderSearch = createSearchRenderer(scope, opener.open);
    return (content) => opener.render() ?? renderSearch(content);
  },
});
