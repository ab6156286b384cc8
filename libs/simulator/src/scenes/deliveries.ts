import { fills, type Scene } from './scene';

const agent = { id: 'parcel-line', name: 'Parcel line' };
const track = {
  name: 'track_parcel',
  arguments: { parcel: '{number}' },
  result: { state: 'in the van', stops_left: 14 },
};

export const deliveries: readonly Scene[] = [
  {
    domain: 'deliveries',
    language: 'en-US',
    country: 'us',
    agent,
    weight: 4,
    greeting: 'Bluebird Parcels, hello. Are you calling about a delivery?',
    exchanges: [
      {
        user: 'Yes, my parcel should have come yesterday.',
        agent: 'I am sorry about that. What is the parcel number?',
      },
      {
        user: 'It is {number}.',
        agent: 'It is in the van today, with fourteen stops before yours. Will somebody be at home?',
        tool: track,
      },
      { user: 'Not before {time}. Can the driver leave it next door?', agent: 'Of course. At which name, please?' },
      {
        user: 'At {name}, second floor.',
        agent: 'The driver will ring at {name}. You get a message when it is there.',
        tool: { name: 'leave_with', arguments: { parcel: '{number}', name: '{name}' }, result: { ok: true } },
      },
      { user: 'Perfect, thanks.', agent: 'Thank you for your patience. Goodbye.' },
    ],
    summary: 'A late parcel goes to a neighbour.',
    fill: fills.en,
  },
  {
    domain: 'deliveries',
    language: 'fr-FR',
    country: 'fr',
    agent,
    weight: 2,
    greeting: 'Colis Mésange, bonjour. Avez-vous un numéro de colis ?',
    exchanges: [
      {
        user: "Oui, c'est le {number}.",
        agent: 'Merci. Il est dans le camion, il reste quatorze arrêts.',
        tool: track,
      },
      { user: 'Je ne serai pas là avant {time}.', agent: 'Souhaitez-vous une livraison un autre jour ?' },
      {
        user: '{day}, ce serait bien.',
        agent: "C'est noté : livraison {day}. Autre chose ?",
        tool: { name: 'move_delivery', arguments: { parcel: '{number}', day: '{day}' }, result: { ok: true } },
      },
      { user: 'Non merci, au revoir.', agent: 'Au revoir et bonne journée.' },
    ],
    summary: 'La livraison a été reportée.',
    fill: fills.fr,
  },
  {
    domain: 'deliveries',
    language: 'de-DE',
    country: 'de',
    agent,
    weight: 2,
    greeting: 'Paketdienst Meise, guten Tag. Worum geht es?',
    exchanges: [
      { user: 'Mein Paket wurde beim falschen Haus abgegeben.', agent: 'Das tut mir leid. Wie lautet die Nummer?' },
      { user: '{number}.', agent: 'Ich sehe es. Der Fahrer ist noch in Ihrer Straße.', tool: track },
      { user: 'Kann er es noch einmal bringen?', agent: 'Ja, er kommt heute gegen {time} zurück. Sind Sie dann da?' },
      { user: 'Ja, das geht. Danke.', agent: 'Gern geschehen. Auf Wiederhören!' },
    ],
    summary: 'Ein falsch abgegebenes Paket wird zurückgebracht.',
    fill: fills.de,
  },
];
