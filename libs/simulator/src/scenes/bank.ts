import { fills, type Scene } from './scene';

const agent = { id: 'card-service', name: 'Card service' };
const block = { name: 'block_card', arguments: { last_digits: '{number}' }, result: { blocked: true } };

export const bank: readonly Scene[] = [
  {
    domain: 'bank',
    language: 'en-GB',
    country: 'gb',
    agent,
    weight: 3,
    greeting: 'Harbour Bank card service. Please tell me in a few words why you are calling.',
    exchanges: [
      { user: 'I have lost my card.', agent: 'I will help you to block it. What are the last digits on the card?' },
      { user: 'They are {number}.', agent: 'Thank you. The card is blocked now; nobody can pay with it.', tool: block },
      {
        user: 'Was anything paid with it since {day}?',
        agent: 'There were two payments, both in shops where you pay often. Do you want to hear them?',
        tool: { name: 'list_payments', arguments: { since: '{day}' }, result: { payments: 2 } },
      },
      { user: 'No, that will be fine. When do I get a new one?', agent: 'It goes out today and takes three days.' },
      { user: 'And what about my PIN, does it stay the same?', agent: 'Yes, your PIN stays as it is.' },
      { user: 'Good. Thank you very much.', agent: 'You are welcome. Goodbye.' },
    ],
    summary: 'A lost card was blocked and a new one ordered.',
    fill: fills.en,
  },
  {
    domain: 'bank',
    language: 'es-US',
    country: 'us',
    agent,
    weight: 3,
    greeting: 'Banco Litoral, servicio de tarjetas. ¿Cuál es el motivo de su llamada?',
    exchanges: [
      { user: 'Hay un cargo que no reconozco.', agent: 'Lo revisamos ahora mismo. ¿De qué día es el cargo?' },
      {
        user: 'Fue {day}.',
        agent: 'Veo un cargo de una tienda en línea. ¿Es ese?',
        tool: { name: 'list_payments', arguments: { since: '{day}' }, result: { payments: 1 } },
      },
      {
        user: 'Sí, ese mismo, no fui yo.',
        agent: 'De acuerdo. Bloqueo la tarjeta y abro una reclamación.',
        tool: block,
      },
      { user: '¿Cuánto tarda?', agent: 'Entre cinco y diez días. Su número de caso es el {number}.' },
      { user: 'Muchas gracias, adiós.', agent: 'Gracias a usted. Que tenga un buen día.' },
    ],
    summary: 'Se abrió una reclamación por un cargo desconocido.',
    fill: fills.es,
  },
];
