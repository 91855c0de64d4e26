import type { Node, NodeAPI } from 'node-red';
import type { Goal } from '../src/automation/goals';
import { DEFAULTS } from '../src/automation/goals';
import { ruleFor } from '../src/automation/rule';
import { unitAt } from '../src/profiles/places';
import { liveValues } from './base/latest-readings';
import { runNode } from './base/run-node';
import { settingsOf, type ThresholdConfig, typedNumber } from './base/threshold-config';
import { ThresholdRunner } from './base/threshold-runner';

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-threshold', function (this: Node, config: ThresholdConfig) {
    RED.nodes.createNode(this, config);
    runNode(RED, this, (outlets) => new ThresholdRunner(RED, this, config, outlets));
  });

  const mayRead = RED.auth.needsPermission('smart-meter.read');

  /** What the nodes before this one sent last: `?nodes=id,id`. */
  RED.httpAdmin.get('/smart-meter/values', mayRead, (request, response) => {
    response.json(liveValues(String(request.query.nodes ?? '').split(',')));
  });

  /** The levels that a sentence comes to, for the dialog to show: what the dialog stores, as a query. */
  RED.httpAdmin.get('/smart-meter/rule', mayRead, (request, response) => {
    const config = request.query as Partial<ThresholdConfig>;
    if (!Object.hasOwn(DEFAULTS, String(config.goal))) return void response.json({});
    const limit = typedNumber(config.limit);
    const unit = config.watchType === 'reading' ? unitAt(String(config.watch)) : '';
    response.json({
      ...ruleFor(config.goal as Goal, { ...settingsOf(config), ...(limit !== undefined && { limit }) }),
      unit,
    });
  });
};
