import { fills, type Scene } from './scene';

const agent = { id: 'front-office', name: 'Front office' };

export const clinic: readonly Scene[] = [
  {
    domain: 'clinic',
    language: 'en-US',
    country: 'us',
    agent,
    weight: 4,
    greeting: 'Northside Family Clinic, this is the automated front office. What can I do for you?',
    exchanges: [
      {
        user: 'Hello, I need to move my appointment with Doctor Hale.',
        agent: 'I can do that. May I have your last name and the date of the appointment?',
      },
      {
        user: '{name}, and it is on {day}.',
        agent: 'Thank you, I found it. Would the same time one week later suit you?',
        tool: { name: 'find_appointment', arguments: { name: '{name}' }, result: { appointment: '{number}' } },
      },
      { user: 'No, I work then. Is there anything at {time}?', agent: 'One moment, I am looking at the calendar.' },
      {
        user: 'Sure.',
        agent: 'There is one slot at {time} on {day}. Shall I take it for you?',
        tool: { name: 'find_slot', arguments: { time: '{time}' }, result: { free: true } },
      },
      { user: 'Yes please.', agent: 'It is yours. Please bring your insurance card and be there ten minutes early.' },
      { user: 'Will I get a reminder?', agent: 'Yes, by text message the evening before.' },
      { user: 'Great, thank you. Bye.', agent: 'You are welcome. Take care!' },
    ],
    summary: 'The caller moved an appointment.',
    fill: fills.en,
  },
  {
    domain: 'clinic',
    language: 'de-DE',
    country: 'de',
    agent,
    weight: 3,
    greeting: 'Praxis am Stadtpark, guten Tag. Wie kann ich Ihnen helfen?',
    exchanges: [
      { user: 'Guten Tag, ich brauche ein Rezept für meine Tabletten.', agent: 'Gern. Wie ist Ihr Nachname, bitte?' },
      {
        user: '{name}.',
        agent: 'Danke. Ich sehe zwei Medikamente in Ihrer Akte. Brauchen Sie beide?',
        tool: { name: 'find_patient', arguments: { name: '{name}' }, result: { patient: '{number}' } },
      },
      { user: 'Nein, nur das für den Blutdruck.', agent: 'In Ordnung, ich gebe es an die Ärztin weiter.' },
      {
        user: 'Wann kann ich es abholen?',
        agent: 'Am {day} ab {time} liegt es für Sie bereit.',
        tool: { name: 'order_prescription', arguments: { patient: '{number}' }, result: { ready: '{day}' } },
      },
      { user: 'Wunderbar, vielen Dank. Auf Wiederhören.', agent: 'Auf Wiederhören und gute Besserung!' },
    ],
    summary: 'Ein Folgerezept wurde bestellt.',
    fill: fills.de,
  },
];
