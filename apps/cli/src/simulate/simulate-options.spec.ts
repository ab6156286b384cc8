import { FAULTS } from '@callscope/simulator';
import { CliError } from '../cli-error';
import { readForm } from '../form/read-form';
import { SIMULATE_FORM, simulateOptions } from './simulate-options';

function parse(...args: string[]) {
  const given = readForm(SIMULATE_FORM, args, {});
  return given === 'help' ? given : simulateOptions(given);
}

describe('simulateOptions', () => {
  it('plays on and on at the speed of life when nothing is said', () => {
    expect(parse()).toEqual({
      url: 'http://127.0.0.1:8000',
      tokenFile: undefined,
      calls: Infinity,
      callsPerMinute: 6,
      speed: 1,
      seed: undefined,
      startAt: undefined,
      faults: [],
      dryRun: false,
      json: false,
    });
  });

  it('takes a start as a date or as epoch ms', () => {
    expect(parse('--start', '2026-05-13T08:00:00Z')).toMatchObject({ startAt: 1_778_659_200_000 });
    expect(parse('--start', '1778659200000')).toMatchObject({ startAt: 1_778_659_200_000 });
  });

  it('takes one fault, several, or all', () => {
    expect(parse('--fault', 'late')).toMatchObject({ faults: ['late'] });
    expect(parse('--fault', 'missing-ends, late')).toMatchObject({ faults: ['late', 'missing-ends'] });
    expect(parse('--fault', 'all')).toMatchObject({ faults: FAULTS });
  });

  it.each([
    [['--calls', '0'], '--calls'],
    [['--calls', '1.5'], '--calls'],
    [['--calls', '10000001'], '--calls'],
    [['--rate', '0'], '--rate'],
    [['--rate', '-1'], '--rate'],
    [['--rate', '60001'], '--rate'],
    [['--speed', 'fast'], '--speed'],
    [['--seed', 'a b'], '--seed'],
    [['--seed', ''], '--seed'],
    [['--start', 'soon'], '--start'],
    [['--start', '12'], '--start'],
    [['--fault', 'late,bad'], '"bad"'],
    [['--url', 'ftp://a'], '--url'],
    [['--speed', 'max'], '--calls'],
    [['--dry-run'], '--calls'],
    [['more'], '"more"'],
  ])('refuses %p and names what is wrong', (args, named) => {
    expect(() => parse(...args)).toThrow(CliError);
    expect(() => parse(...args)).toThrow(named);
  });
});
