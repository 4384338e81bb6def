import '../styles/base.css';
import '../styles/payment.css';
import { startView } from '../page/start-view.ts';
import { createPaymentOpener } from './open-payment.ts';
import { renderPayment } from './render-payment.ts';

void startView({
  name: 'payment',
  title: { en: 'Payment', ko: '결제' },
  createRenderer(scope) {
    const opener = createPaymentOpener(scope);
    return (content) => opener.render() ?? renderPayment(content, scope, opener.open);
  },
});
