// The methods of the client, its errors and its memory.

import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { ParcoursError, load } from 'parcours';
import { events, exportsDuring, visits } from './support.mjs';

const parcours = await load();

test('each method of the module has one of the client', () => {
  for (const method of parcours.version().methods) assert.equal(typeof parcours[method], 'function', method);
});

test('version says what the module is', () => {
  const { module, abi, methods } = parcours.version();
  assert.equal(module, 'github.com/parcours-go/parcours');
  assert.equal(abi, 2);
  assert.ok(methods.includes('analyze'));
});

test('a template is a good map of its language', () => {
  const map = parcours.template('ecommerce', 'fr');
  assert.equal(map.lang, 'fr');
  assert.equal(map.stages.length, 7);
  assert.deepEqual(parcours.validate(map), []);
  assert.notEqual(parcours.template('ecommerce').title, map.title);
});

test('validate finds all mistakes, in an object and in a text', () => {
  const mistakes = parcours.validate({ stages: [{ name: '' }, { name: 'A', emotion: 9 }] });
  assert.deepEqual(mistakes.map((m) => m.path), ['stages[0].name', 'stages[1].emotion']);
  const [mistake] = parcours.validate('{"stages": [],\n "x": 1}');
  assert.deepEqual([mistake.line, mistake.column], [2, 2]);
  assert.deepEqual(parcours.validate({ stages: [], measures: [{ name: 'x', value: NaN, unit: 's' }] }).map((m) => m.path), ['measures[0].value']);
});

test('schema is a JSON Schema of maps', () => {
  assert.equal(parcours.schema().$schema, 'https://json-schema.org/draft/2020-12/schema');
});

test('analyze measures a map, a text of one, and a template', () => {
  const map = parcours.template('ecommerce', 'en');
  const report = parcours.analyze(map, visits);
  assert.equal(report.map.observed.customers, 2);
  assert.equal(report.map.measures.find((m) => m.name === 'conversion').value, 0.5);
  assert.deepEqual(parcours.analyze(JSON.stringify(map, null, 2), visits), report);
  assert.deepEqual(parcours.analyze({ template: 'ecommerce', lang: 'en' }, visits), report);
  assert.deepEqual(parcours.validate(report.map), []);
});

test('events are a text, bytes or compressed bytes', () => {
  const map = { template: 'ecommerce' };
  const report = parcours.analyze(map, visits);
  const bytes = new TextEncoder().encode(visits);
  assert.deepEqual(parcours.analyze(map, bytes), report);
  assert.deepEqual(parcours.analyze(map, bytes.buffer), report);
  assert.deepEqual(parcours.analyze(map, gzipSync(bytes)), report);
});

test('events are in the format that is named, or that shows', () => {
  const map = { template: 'ecommerce' };
  const event = (name, minute) => `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="2026-03-01T10:0${minute}:00Z"/></event>`;
  const xes = `<log><trace><string key="concept:name" value="ann"/>${event('product_view', 0)}${event('purchase', 9)}</trace></log>`;
  const lines = ['product_view', 'purchase'].map((event_name, i) => JSON.stringify({ event_name, event_timestamp: String(1772359200000000 + i * 540e6), user_pseudo_id: 'ann' })).join('\n');
  const report = parcours.analyze(map, xes);
  assert.equal(report.map.observed.events, 2);
  assert.deepEqual(parcours.analyze(map, xes, { events: { format: 'xes' } }), report);
  assert.deepEqual(parcours.analyze(map, gzipSync(lines), { events: { format: 'ga4' } }), report);
  assert.throws(() => parcours.analyze(map, xes, { events: { format: 'csv' } }), { code: 'bad_events', line: 1 });
  assert.throws(() => parcours.analyze(map, xes, { events: { format: 'parquet' } }), { code: 'bad_request', path: 'events.format' });
});

test('options reach the module', () => {
  const other = visits.replace('customer', 'who').replaceAll(',', ';');
  const { map } = parcours.analyze({ template: 'ecommerce' }, other, {
    events: { customer: 'who', comma: ';' },
    at: new Date('2026-03-01T12:00:00Z'),
    level: 0.8,
    source: 'a test',
    goal: undefined,
  });
  assert.equal(map.observed.source, 'a test');
  assert.equal(map.observed.events, 3);
  assert.equal(map.stages[1].measures.find((m) => m.name === 'conversion').level, 0.8);
});

test('each analysis answers in its own way', () => {
  const shop = { template: 'ecommerce' };
  const map = parcours.template('ecommerce');
  assert.deepEqual(parcours.frictions(shop, visits).frictions, []);
  assert.equal(parcours.dwell(map, visits).stages.length, 7);
  assert.deepEqual(parcours.dwell(JSON.stringify(map), visits, { at: new Date('2027-01-01') }), parcours.dwell(shop, visits));
  assert.equal(parcours.carts(visits).carts, 1);
  assert.equal(parcours.carts(visits, { cart: ['product_view'], level: 0.8 }).rate.value, 0.5);
  assert.equal(parcours.conformance(shop, visits).customers, 2);
  assert.equal(parcours.conformance(null, visits, { sequence: ['product_view', 'purchase'] }).steps[1].missing.value, 0.5);
  assert.equal(parcours.retention(visits).overall.size, 2);
  assert.equal(parcours.retention(visits, { target: ['product_view'], returns: ['purchase'] }).cohorts[0].cells[1].count, 1);
  assert.deepEqual(parcours.activity(visits).periods.map((p) => p.active), [2, 1]);
  assert.deepEqual(parcours.activity(visits, { target: ['add_to_cart'] }).periods.map((p) => p.active), [1, 0]);
  const all = parcours.rfm(visits, { purchases: ['product_view'], at: new Date('2026-03-08T10:00:00Z'), scores: 2 });
  assert.deepEqual(all.customers.map((c) => c.t), [7, 7]);
  assert.equal(all.highest_score, 2);
  assert.match(parcours.draw('segments', all, { lang: 'fr' }), /<svg /);
});

test('a funnel is of steps, of events or of the stages of a map', () => {
  const reached = (steps, options) => parcours.funnel(visits, steps, options).all.steps.map((s) => s.reached);
  assert.deepEqual(reached(['product_view', 'add_to_cart', 'purchase']), [2, 1, 1]);
  assert.deepEqual(reached(['product_view', { events: ['purchase'], within: 3600 }]), [2, 0]);
  assert.deepEqual(reached(['product_view', 'purchase'], { window: 3600, events: { customer: 'customer' } }), [2, 0]);
  const stages = reached({ template: 'ecommerce' });
  assert.ok(stages.length > 2);
  assert.deepEqual(reached(parcours.template('ecommerce')), stages);
  assert.throws(() => parcours.funnel(visits, []), { code: 'bad_request', path: 'steps' });
  assert.throws(() => parcours.funnel(visits), { code: 'bad_request' });
});

test('a flow is of events, or of a map', () => {
  assert.deepEqual(parcours.flow(visits).nodes.map((n) => n.name), ['add_to_cart', 'product_view', 'purchase']);
  const stages = parcours.flow(visits, { map: { template: 'ecommerce', lang: 'fr' }, by: 'stage' }).nodes;
  assert.deepEqual(parcours.flow(visits, { map: parcours.template('ecommerce', 'fr'), by: 'stage' }).nodes, stages);
  assert.throws(() => parcours.flow(visits, { by: 'stage' }), { code: 'bad_request' });
  assert.throws(() => parcours.flow(visits, { steps: 101 }), { code: 'bad_request', path: 'options.steps' });
});

test('credit is given of events and of counted paths', () => {
  const credit = parcours.attribution(visits, 'purchase', { values: true });
  assert.equal(credit.conversions, 1);
  assert.equal(credit.channels.find((c) => c.channel === 'app').value.markov, 49.9);
  assert.deepEqual(parcours.attribution(visits, ['purchase'], { values: true, events: { channel: 'channel' } }), credit);
  const paths = 'path,total_conversions,total_null\nweb > app,3,1\napp,1,2\n';
  assert.equal(parcours.attribution_of_paths(paths, { models: ['shapley'] }).channels[1].shapley, 1.5);
  assert.throws(() => parcours.attribution(visits, []), { code: 'bad_request', path: 'conversion' });
});

test('answers in a log have a score', () => {
  const log = `${visits}ann,2026-03-03T10:00:00Z,nps,web,9\nbob,2026-03-03T10:00:00Z,nps,app,3\n`;
  assert.equal(parcours.survey(log, 'nps').overall.score.measure.value, 0);
  assert.deepEqual(parcours.survey(log, 'nps', { by: 'channel' }).segments.map((s) => s.score.measure.value), [-100, 100]);
  assert.equal(parcours.survey(log, 'nps', { map: { template: 'ecommerce' } }).stages.length, 7);
  const question = { name: 'ease', kind: 'mean', scale: { lo: 1, hi: 10 }, events: ['nps'] };
  assert.equal(parcours.survey(log, question, { level: 0.8 }).overall.score.measure.value, 6);
  assert.throws(() => parcours.survey(log, 'sus'), { code: 'bad_request', path: 'preset' });
});

test('who left, and how long they stayed', () => {
  assert.equal(parcours.churn(visits, { silence: 3600, target: ['product_view'], period: 'day' }).gone, 2);
  assert.equal(parcours.revenue_churn(visits, { start: ['purchase'] }).customers, 1);
  const stays = parcours.lifetimes(visits, { by: 'channel', customers: true, silence: 3600 });
  assert.deepEqual(stays.curves.map((c) => c.group), ['app', 'web']);
  assert.equal(stays.lifetimes.length, 2);
  assert.equal(parcours.lifetimes(visits, { target: ['purchase'] }).curves[0].n, 1);
  assert.equal(parcours.contract_lifetimes(visits, { start: ['add_to_cart'], cancel: ['purchase'] }).curves[0].events, 1);
  const table = 'weeks,event,group\n1,1,a\n4,0,a\n2,1,b\n3,1,b\n';
  const curves = parcours.survival(table, { columns: { time: 'weeks' }, hazards: true });
  assert.equal(curves.curves[1].median.time, 2.5);
  assert.equal(curves.comparison.df, 1);
  assert.equal(curves.hazards.length, 2);
  assert.equal(parcours.survival('time,event\n1,1\n').case, 'one_group');
});

test('customers have a value, or a case', () => {
  const calendar = { location: 'UTC', occasion: 'day', unit: 'day' };
  const terms = { margin: 1, period: 30, periods: 12, per_purchase: 20 };
  const later = `${visits}ann,2026-03-09T10:00:00Z,product_view,web,\n`;
  assert.throws(() => parcours.lifetime_value(later, calendar, terms), { code: 'degenerate', family: 'BG/NBD', case: 'no_repeats' });
  assert.throws(() => parcours.lifetime_value(visits, undefined, terms), { code: 'bad_request', path: 'calendar.location' });
  assert.throws(() => parcours.lifetime_value(visits, calendar, {}), { code: 'bad_request', path: 'terms.margin', case: '' });
  const histories = ['a,0,0,30,60', 'b,1,5,30,5', 'c,1,9,30,6', 'd,1,20,30,4', 'e,2,8,30,9', 'f,2,27,30,5', 'g,4,10,30,4', 'h,5,29,30,6', 'i,9,28,30,3', 'j,14,29,30,2', 'k,0,0,12,20', 'l,1,4,12,7', 'm,3,11,12,4'];
  const table = `who,x,t_x,T,custs\n${histories.join('\n')}\n`;
  const { purchases, value } = parcours.lifetime_value_of_histories(table, terms, { columns: { id: 'who' }, customers: true, family: 'Pareto/NBD' });
  assert.equal(purchases.model.family, 'Pareto/NBD');
  assert.equal(value.customers.length, 13);
  assert.equal(value.customers[0].id, 'a');
  assert.ok(value.total.lo < value.total.value);
  assert.equal(parcours.lifetime_value_of_histories(table, terms).value.customers, undefined);
});

test('those who renew are projected', () => {
  const cohorts = [{ alive: [1000, 631, 468, 382] }];
  const { points, base } = parcours.renewal(cohorts, 5, { margin: 100, rate: 0.1 });
  assert.equal(points.length, 5);
  assert.equal(base.cohorts[0].alive, 382);
  assert.equal(parcours.renewal(cohorts, 1, { level: 0.8 }).base, undefined);
  assert.throws(() => parcours.renewal([{ alive: [9, 9] }], 1), { code: 'degenerate', family: 'sBG', case: 'no_churn' });
  assert.throws(() => parcours.renewal([{ alive: [8, 9] }], 1), { code: 'bad_request', path: 'cohorts[0].alive[1]' });
});

test('shares have intervals', () => {
  assert.equal(parcours.proportion(1, 4).value, 0.25);
  assert.equal(parcours.proportion(0, 4, { method: 'wald' }).hi, 0);
  assert.equal(parcours.difference({ k: 3, n: 4 }, { k: 1, n: 4 }).value, 0.5);
  assert.equal(parcours.sample_size(0.1, 0.12).n, 3841);
  const groups = [{ name: 'a', k: 3, n: 4 }, { name: 'b', k: 1, n: 4 }];
  assert.equal(parcours.compare(groups, { test: 'fisher' }).pairs.length, 1);
  assert.throws(() => parcours.proportion(5, 4), { code: 'bad_request', path: 'k' });
  assert.throws(() => parcours.proportion(0, 0), { code: 'no_data' });
});

test('render draws a map, measured or not', () => {
  const map = parcours.template('ecommerce');
  const svg = parcours.render(map);
  assert.match(svg, /^<svg [^>]*role="graphics-document document"/);
  assert.equal(parcours.render(JSON.stringify(map)), svg);
  assert.match(parcours.render(parcours.analyze(map, visits).map, { lang: 'fr', id: 'second' }), /id="second/);
});

test('any view is drawn, and read as tables, of what the analyses return', () => {
  const funnel = parcours.funnel(visits, ['product_view', 'purchase']);
  const svg = parcours.draw('funnel', funnel, { theme: 'dark', title: 'To the order' });
  assert.match(svg, /<title id="parcours-title">To the order<\/title>/);
  assert.equal(parcours.draw('funnel', JSON.stringify(funnel), { theme: 'dark', title: 'To the order' }), svg);
  const [table] = parcours.tables('funnel', funnel, { lang: 'fr' });
  assert.equal(table.rows.length, 2);
  assert.equal(table.rows[0].length, table.columns.length);
  assert.ok(parcours.version().views.includes('story_map'));
  assert.throws(() => parcours.draw('funnel', funnel, { lanes: ['emotion'] }), { code: 'bad_request', path: 'lanes' });
  assert.throws(() => parcours.draw('pie', funnel), { code: 'bad_request', path: 'view' });
  assert.throws(() => parcours.draw(undefined, funnel), { code: 'bad_request', path: 'view' });
  assert.throws(() => parcours.tables(undefined, funnel), { code: 'bad_request', path: 'view' });
  assert.throws(() => parcours.draw('funnel'), { code: 'bad_request', path: 'data', message: 'data: missing' });
  assert.throws(() => parcours.draw('funnel', funnel, { width: NaN }), { code: 'bad_request', path: 'width' });
});

test('surveys give measures', () => {
  assert.equal(parcours.nps([10, 9, 0, 7]).value, 25);
  assert.equal(parcours.csat([5, 4, 1, 1], { level: 0.5 }).value, 0.5);
  assert.equal(parcours.ces([7, 5]).value, 6);
});

test('call reaches every method and returns a copy', () => {
  const { result, payload } = parcours.call('template', { name: 'ecommerce' });
  const text = new TextDecoder().decode(payload);
  parcours.call('schema');
  assert.deepEqual(result, {});
  assert.equal(new TextDecoder().decode(payload), text);
});

test('errors have their code and place', () => {
  const fails = (f, want) =>
    assert.throws(f, (error) => {
      assert.ok(error instanceof ParcoursError && error instanceof Error);
      assert.equal(error.name, 'ParcoursError');
      const { code, path, line, column, mistakes } = error;
      assert.deepEqual({ code, path, line, column, mistakes: mistakes.length }, { path: '', line: 0, column: 0, mistakes: 0, ...want });
      return true;
    });
  const map = { template: 'ecommerce' };
  fails(() => parcours.call('draw'), { code: 'unknown_method' });
  fails(() => parcours.template('shop'), { code: 'bad_request', path: 'name' });
  fails(() => parcours.nps([1, NaN]), { code: 'bad_request', path: 'answers[1]' });
  fails(() => parcours.nps([1], { level: NaN }), { code: 'bad_request', path: 'level' });
  fails(() => parcours.nps([]), { code: 'no_data' });
  fails(() => parcours.analyze(undefined, visits), { code: 'bad_request' });
  fails(() => parcours.analyze(map, visits, { levl: 1 }), { code: 'bad_request', path: 'options' });
  fails(() => parcours.analyze(map, visits, { events: { location: 'Europe/Paris' } }), { code: 'bad_request', path: 'events.location' });
  fails(() => parcours.analyze(map, 7), { code: 'bad_request' });
  fails(() => parcours.analyze(map, visits.replace('2026', 'in ')), { code: 'bad_events', line: 2, column: 2 });
  fails(() => parcours.analyze(map, 'customer,time,event\n'), { code: 'no_data' });
  fails(() => parcours.render({ stages: [{ name: 'A', emotion: 6 }] }), { code: 'invalid_map', path: 'stages[0].emotion', mistakes: 1 });
  fails(() => parcours.render({ stages: 1n < 2n }), { code: 'invalid_map', path: 'stages', line: 1, column: 11, mistakes: 1 });
  fails(() => parcours.render(undefined), { code: 'invalid_map', line: 1, column: 1, mistakes: 1 });
});

test('ten thousand calls let the memory as it is', async () => {
  let client;
  const [{ memory }] = await exportsDuring(async () => {
    client = await load();
  });
  const answers = Array.from({ length: 200 }, (_, i) => i % 11);
  const some = (n) => {
    for (let i = 0; i < n; i++) {
      client.nps(answers);
      if (i % 50 === 0) client.template('ecommerce');
      if (i % 100 === 0) assert.throws(() => client.nps([11]));
    }
  };
  some(2000);
  const before = memory.buffer.byteLength;
  some(8000);
  assert.ok(memory.buffer.byteLength <= before + (4 << 20), `${before} to ${memory.buffer.byteLength} bytes`);
});

test('the memory of a large request is used again', async () => {
  let client;
  const [{ memory }] = await exportsDuring(async () => {
    client = await load();
  });
  const log = events(10_000);
  const analyze = () => client.analyze({ template: 'ecommerce' }, log);
  for (let i = 0; i < 2; i++) analyze();
  const before = memory.buffer.byteLength;
  for (let i = 0; i < 4; i++) analyze();
  assert.ok(memory.buffer.byteLength <= 1.5 * before, `${before} to ${memory.buffer.byteLength} bytes`);
});

test('what no JSON can be made of has a code, and no options are none', () => {
  const map = parcours.template('ecommerce');
  const circle = {};
  circle.self = circle;
  assert.throws(() => parcours.render(circle), { name: 'ParcoursError', code: 'bad_request' });
  assert.throws(() => parcours.analyze({ map: 1n }, visits), { code: 'bad_request' });
  assert.throws(() => parcours.render(undefined), { code: 'invalid_map' });
  assert.deepEqual(parcours.analyze(map, visits, null), parcours.analyze(map, visits));
});

test('a bound of zero is a number', () => {
  const none = parcours.csat([1, 2, 1]);
  assert.equal(none.value, 0);
  assert.equal(none.lo, 0);
});
