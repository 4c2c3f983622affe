import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A metric as an expression asks for it. */
export interface UsedMetric {
  readonly name: string;
  /** By which it is selected, grouped or joined. */
  readonly labels: readonly string[];
}

/**
 * The metrics that an expression uses.
 * @param expr PromQL, in which Grafana's `$__rate_interval` may stand for a duration
 * @throws {SyntaxError} where it is no PromQL
 */
export function usedMetrics(expr: string): UsedMetric[] {
  const text = expr.replaceAll('$__rate_interval', '5m');
  const used: UsedMetric[] = [];
  parser.parse(text).iterate({
    enter({ type, from, to, node }) {
      if (type.isError) throw new SyntaxError(`no PromQL at "${text.slice(from)}" of ${text}`);
      if (type.name !== 'VectorSelector') return;
      const name = text.slice(from, to).match(/^[\w:]*/)?.[0] ?? '';
      used.push({ name, labels: [...labelsIn(node, text), ...groupings(node, text)] });
    },
  });
  return used;
}

/** The labels by which the result of an expression differs, as its legend may name them. */
export function resultLabels(expr: string): string[] {
  const text = expr.replaceAll('$__rate_interval', '5m');
  const labels: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, node }) => {
      if (type.name === 'AggregateModifier') labels.push(...labelsIn(node, text));
    },
  });
  return labels;
}

/** What is around a selector groups or joins by labels that its metric must have. */
function groupings(selector: SyntaxNode, text: string): string[] {
  const labels: string[] = [];
  for (let node = selector.parent; node; node = node.parent) {
    for (const kind of ['AggregateModifier', 'MatchingModifierClause']) {
      for (const modifier of node.getChildren(kind)) labels.push(...labelsIn(modifier, text));
    }
  }
  return labels;
}

function labelsIn(node: SyntaxNode, text: string): string[] {
  const labels: string[] = [];
  node.cursor().iterate(({ type, from, to }) => {
    if (type.name === 'LabelName') labels.push(text.slice(from, to));
  });
  return labels;
}
