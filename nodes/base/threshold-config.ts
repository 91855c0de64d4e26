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
  if (ruled.rule === undefined) throw badSetting(ruled.missing, 'no number');
  return ruled.rule;
}

/** The watched value as it stands in this message; undefined where it does not. Throws `bad-setting` for no path. */
export function watchedIn(RED: NodeAPI, { watch, watchType }: ThresholdConfig, message: Message): unknown {
  const from = watchType === 'reading' ? message.payload : message;
  if (typeof from !== 'object' || from === null) return undefined;
  try {
    return RED.util.getObjectProperty(from as Message, watch);
  } catch (error) {
    // Node-RED throws this for a path that is none, and a TypeError where the path leads beyond what is there.
    if ((error as { code?: string }).code === 'INVALID_EXPR') throw badSetting('watch', 'no path');
    return undefined;
  }
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
    const number = typedNumber(config[name]);
    if (number !== undefined) settings[name] = number;
  }
  if (config.failSafe) settings.failSafe = config.failSafe;
  return settings as Settings;
}

/** What a user typed; undefined for nothing, which `Number` takes for 0. */
export function typedNumber(typed: unknown): number | undefined {
  if (typed === undefined || typed === null || String(typed).trim() === '') return undefined;
  return Number(typed);
}

/** Throws `bad-setting` where a payload of the user's own is none. */
export function outputSettingsOf(RED: NodeAPI, node: Node, config: ThresholdConfig): OutputSettings {
  if (config.format !== 'custom')
    return { entities: config.entities.split(/[\s,]+/).filter((entity) => entity !== '') };
  const payload = (setting: 'onPayload' | 'offPayload', type: string): unknown => {
    try {
      return RED.util.evaluateNodeProperty(config[setting], type, node, {} as Message);
    } catch (error) {
      throw badSetting(setting, String(error));
    }
  };
  return { on: payload('onPayload', config.onPayloadType), off: payload('offPayload', config.offPayloadType) };
}

async function limitOf(
  RED: NodeAPI,
  node: Node,
  config: ThresholdConfig,
  message: Message,
): Promise<number | undefined> {
  if (config.limitType === 'num') return typedNumber(config.limit);
  const value = await new Promise<unknown>((resolve, reject) => {
    RED.util.evaluateNodeProperty(config.limit, config.limitType, node, message, (error, result) =>
      error ? reject(error) : resolve(result),
    );
  }).catch((error: unknown) => {
    throw badSetting('limit', String((error as Error).message));
  });
  return typedNumber(value);
}

function badSetting(setting: string, reason: string): MeterError {
  return new MeterError('bad-setting', `${setting}: ${reason}`, { details: { setting } });
}
