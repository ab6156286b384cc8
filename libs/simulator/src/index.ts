export { type Fault, FAULTS } from './faults';
export { dated, type SimulatedEvent } from './simulated-event';
export { story, storyLengthMs, type StoryOptions, type Telling } from './story';
