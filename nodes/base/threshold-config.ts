import type { Node, NodeAPI, NodeDef } from 'node-red';
import type { FailSafe, Goal } from '../../src/automation/goals';
import type { OutputFormat, OutputSettings } from '../../src/automation/output';
import { type Rule, ruleFor, type Settings } from '../../src/automation/rule';
import { MeterError } from '../../src/base/errors';
import type { Message } from './run-node';

/** What the dialog stores. Numbers are text as typed; an empty one means the goal's default. */
export interface ThresholdConfig extends NodeDef {
  goal: Goal;
  /** A path in the reading, or in the message. */
  watch: string;
  watchType: 'reading' | 'msg';
  limit: string;
  limitType: string;
  load: string;
  onAt: string;
  offAt: string;
  actAfter: string;
  goBackAfter: string;
  minimumOn: string;
  minimumOff: string;
  silence: string;
  failSafe: FailSafe | '';
  format: OutputFormat;
  entities: string;
  onPayload: string;
  onPayloadType: string;
  offPayload: string;
  offPayloadType: string;
  /** In s; empty: never. */
  repeat: string;
}

/** The rule as it is for this message. Throws `bad-setting` where the sentence is not complete. */
export async function ruleOf(RED: NodeAPI, node: Node, config: ThresholdConfig, message: Message): Promise<Rule> {
  const limit =
    config.goal === 'limit' || config.goal === 'signal' ? await limitOf(RED, node, config, message) : undefined;
  const ruled = ruleFor(config.goal, { ...settingsOf(config), ...(limit !== undefined && { limit }) });
  if (ruled.rule === undefined) {
    const setting = ruled.missing;
    throw new MeterError('bad-setting', `${setting} is no number`, { details: { setting } });
  }
  return ruled.rule;
}

/** All settings that are plain numbers. Import never goes below zero, everything else may. */
export function settingsOf(config: Partial<ThresholdConfig>): Settings {
  const settings: Record<string, unknown> = { negative: config.watchType === 'msg' || config.watch === 'power.net' };
  for (const name of [
    'load',
    'onAt',
    'offAt',
    'actAfter',
    'goBackAfter',
    'minimumOn',
    'minimumOff',
    'silence',
  ] as const) {
    const typed = config[name];
    if (typed !== undefined && String(typed).trim() !== '') settings[name] = Number(typed);
  }
  if (config.failSafe) settings.failSafe = config.failSafe;
  return settings as Settings;
}

export function outputSettingsOf(RED: NodeAPI, node: Node, config: ThresholdConfig): OutputSettings {
  return {
    entities: config.entities.split(/[\s,]+/).filter((entity) => entity !== ''),
    on: RED.util.evaluateNodeProperty(config.onPayload, config.onPayloadType, node, {} as Message),
    off: RED.util.evaluateNodeProperty(config.offPayload, config.offPayloadType, node, {} as Message),
  };
}

async function limitOf(
  RED: NodeAPI,
  node: Node,
  config: ThresholdConfig,
  message: Message,
): Promise<number | undefined> {
  const value = await new Promise<unknown>((resolve, reject) => {
    RED.util.evaluateNodeProperty(config.limit, config.limitType, node, message, (error, result) =>
      error ? reject(new MeterError('bad-setting', String(error), { details: { setting: 'limit' } })) : resolve(result),
    );
  });
  return value === undefined || value === null || value === '' ? undefined : Number(value);
}
