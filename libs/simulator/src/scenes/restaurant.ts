import { fills, type Scene } from './scene';

const agent = { id: 'table-desk', name: 'Table desk' };
const free = (name: string) => ({ name, arguments: { day: '{day}', time: '{time}' }, result: { free: true } });

export const restaurant: readonly Scene[] = [
  {
    domain: 'restaurant',
    language: 'en-GB',
    country: 'gb',
    agent,
    weight: 4,
    greeting: 'Good evening, The Copper Pan. How can I help you?',
    exchanges: [
      {
        user: 'Hi, do you have a table for four on {day}?',
        agent: 'Let me look. At what time would you like to come?',
      },
      {
        user: 'Around {time}, if that works.',
        agent: 'Yes, {time} on {day} is free. Would you like to sit inside or on the terrace?',
        tool: free('find_table'),
      },
      {
        user: 'On the terrace, please. One of us cannot eat nuts.',
        agent: 'I have noted the allergy for the kitchen.',
      },
      {
        user: 'The name is {name}.',
        agent: 'Thank you. A table for four on the terrace, {day} at {time}, for {name}. Is there anything else?',
        tool: { name: 'book_table', arguments: { guests: 4, name: '{name}' }, result: { booking: '{number}' } },
      },
      { user: 'No, that is all. Thanks!', agent: 'We look forward to seeing you. Goodbye!' },
    ],
    summary: 'A table for four was booked.',
    fill: fills.en,
  },
  {
    domain: 'restaurant',
    language: 'es-US',
    country: 'us',
    agent,
    weight: 3,
    greeting: 'Hola, gracias por llamar a La Cazuela. ¿En qué puedo ayudarle?',
    exchanges: [
      { user: 'Buenas, quería reservar una mesa para {day}.', agent: 'Con mucho gusto. ¿Para cuántas personas?' },
      { user: 'Somos seis.', agent: '¿Y a qué hora les gustaría venir?' },
      {
        user: 'A {time}.',
        agent: 'Perfecto, tenemos una mesa para seis {day} a {time}. ¿A nombre de quién?',
        tool: free('find_table'),
      },
      {
        user: 'A nombre de {name}.',
        agent: 'Muy bien. Su reserva es la número {number}. ¿Necesitan una silla para niños?',
        tool: { name: 'book_table', arguments: { guests: 6, name: '{name}' }, result: { booking: '{number}' } },
      },
      { user: 'Sí, una, por favor.', agent: 'Queda anotado. Hasta pronto.' },
    ],
    summary: 'Reserva de una mesa para seis personas.',
    fill: fills.es,
  },
  {
    domain: 'restaurant',
    language: 'fr-FR',
    country: 'fr',
    agent,
    weight: 2,
    greeting: 'Bonjour, Le Petit Comptoir. Que puis-je faire pour vous ?',
    exchanges: [
      { user: 'Bonjour, je dois déplacer ma réservation.', agent: 'Bien sûr. À quel nom est-elle ?' },
      {
        user: 'Au nom de {name}.',
        agent: 'Je la vois. Quel jour vous conviendrait ?',
        tool: { name: 'find_booking', arguments: { name: '{name}' }, result: { booking: '{number}' } },
      },
      {
        user: 'Plutôt {day}, vers {time}.',
        agent: "C'est possible. Je vous note {day} à {time}.",
        tool: free('move_booking'),
      },
      { user: 'Merci beaucoup, bonne journée.', agent: 'Merci à vous, à bientôt.' },
    ],
    summary: 'Une réservation a été déplacée.',
    fill: fills.fr,
  },
];
