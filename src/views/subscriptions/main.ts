import '../styles/base.css';
import '../styles/subscriptions.css';
import { startView } from '../page/start-view.ts';
import { createSubscriptionsRenderer } from './render-subscriptions.ts';

void startView({
  name: 'subscriptions',
  title: { en: 'Subscriptions', ko: '정기결제' },
  createRenderer: createSubscriptionsRenderer,
});
