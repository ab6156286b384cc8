// What is said in the calls of the screenshots. A line: caller, agent, and what happened beside.

const RETURNS = [
  ['', 'Halden Cycles, this is Maja. What can I do for you?'],
  [
    'You sent me the wrong wheel, and this is the second time I call.',
    'I am sorry about that. Let me see which order it',
    { cut: 61 },
  ],
  [
    'It is the order from last Tuesday, the one with the blue frame.',
    'Thank you. I have it here: a frame, and a wheel of 28 inches.',
    { tool: ['find_order', 640] },
  ],
  ['And I ordered one of 29.', 'You did. Our packing list says 28, so the mistake is ours.'],
  [
    'So when do I get the right one?',
    'One of 29 inches is in stock. It leaves the house tomorrow and is with you on Thursday, before noon.',
    { tool: ['check_stock', 2_310], slow: 2_900 },
  ],
  ['And the wrong one?', 'The driver takes it along. You need no label, just the carton', { cut: 84 }],
  ['I threw the carton away.', '', { error: ['llm', '503', 'openai answered 503, not retried'] }],
  ['Hello? Are you there?', 'Yes, I am here. Any carton will do, and it costs you nothing.'],
  [
    'Fine. Can I have that in writing?',
    'I have just sent it to your address. Is there anything else?',
    { tool: ['send_email', 410] },
  ],
  ['No. Thank you.', 'Thank you for your patience. Goodbye.'],
];

const BOOKING = [
  ['', 'Harbour Hotel, good evening. How may I help?'],
  [
    'Good evening. Do you have a double room from Friday to Sunday?',
    'For this weekend, yes. With a view of the harbour or of the garden?',
    { tool: ['rooms_free', 380] },
  ],
  ['The harbour, if it is quiet.', 'It is. The room is on the fourth floor and costs 148 a night, breakfast included.'],
  ['Can we bring a dog?', 'Gladly. A dog is 12 a night, and there is a basket in the room.'],
  [
    'Then please book it for us. The name is Ostrander.',
    'Thank you. For two nights, a double room and a dog. Which number may I write down?',
  ],
  [
    'The one that I call from.',
    'I have it. You will get a message with all of this in a minute.',
    { tool: ['book_room', 520] },
  ],
  ['One more thing: where can we park?', 'Behind the house, free of charge.', { cut: 70 }],
  ['And is there a charger for the car?', 'There are two of them, next to the gate.'],
  ['Wonderful. See you on Friday.', 'We look forward to it. Good night.'],
];

const DENTIST = [
  ['', 'Alder Dental, hello. What is it about?'],
  ['I need to move my appointment on Monday.', 'No problem. Mornings or afternoons?'],
  [
    'Afternoons are better for me.',
    'Wednesday at a quarter past two, or Thursday at four?',
    { tool: ['free_slots', 450] },
  ],
  ['Thursday at four.', 'Done. You will be reminded the day before.'],
  ['Do I have to bring anything?', 'Only your card, if it is new.'],
  ['It is the old one. Bye.', 'Goodbye.'],
];

export const AGENTS = [
  { id: 'halden-cycles', mode: 'pipeline', carrier: 'twilio', number: '+12125550143', says: RETURNS, ms: 900 },
  { id: 'harbour-hotel', mode: 'pipeline', carrier: 'telnyx', number: '+12125550118', says: BOOKING, ms: 780 },
  { id: 'alder-dental', mode: 'realtime', carrier: 'twilio', number: '+12065550162', says: DENTIST, ms: 560 },
  { id: 'northline-taxi', mode: 'pipeline', carrier: 'twilio', number: '+12125550127', says: DENTIST, ms: 840 },
  { id: 'vega-clinic', mode: 'pipeline', carrier: 'plivo', number: '+13125550109', says: BOOKING, ms: 1_050 },
  { id: 'lindqvist-books', mode: 'hosted', carrier: 'telnyx', number: '+12065550194', says: DENTIST, ms: 700 },
];
