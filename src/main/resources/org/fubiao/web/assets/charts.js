/* Draws the charts of an appendix on canvas. The numbers stand in the page, and in a table below each chart. */
(function () {
  'use strict';
  var COLOURS = ['#17496b', '#c25700', '#1b6b3a', '#7b4f9d', '#9b1c1c', '#52606d', '#2f7fa8', '#a67c00'];
  var FONT = '"Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

  function axes(data, lying) {
    var names = { type: 'category', data: data.names, inverse: lying, axisTick: { show: false },
      axisLabel: lying ? {} : { interval: 0, rotate: data.names.length > 8 ? 45 : 0 } };
    var values = { type: 'value', name: data.uom };
    return lying ? { xAxis: values, yAxis: names } : { xAxis: names, yAxis: values };
  }

  function series(data) {
    if (data.kind === 'PIE') {
      var only = data.series[0];
      return [{ type: 'pie', radius: '65%', name: only.name, label: { formatter: '{b} {c}' },
        data: data.names.map(function (name, at) { return { name: name, value: only.values[at] }; }) }];
    }
    return data.series.map(function (one) {
      return { type: data.kind === 'LINE' ? 'line' : 'bar', name: one.name, data: one.values, barMaxWidth: 36,
        stack: data.kind === 'STACKED' ? 'all' : null,
        labelLayout: { hideOverlap: true }, label: { show: data.kind !== 'STACKED', position: data.kind === 'BAR' ? 'right' : 'top' } };
    });
  }

  function option(data, narrow) {
    var all = { animation: false, color: COLOURS, textStyle: { fontFamily: FONT, fontSize: 13 },
      legend: data.series.length > 1 ? { top: 0 } : { show: false },
      /* As drawn text: a box of markup would need styles that the page does not allow. */
      tooltip: { trigger: data.kind === 'PIE' ? 'item' : 'axis', renderMode: 'richText' },
      grid: { left: 8, right: 48, top: narrow && data.series.length > 3 ? 80 : 48, bottom: 8, containLabel: true }, series: series(data) };
    return data.kind === 'PIE' ? all : Object.assign(all, axes(data, data.kind === 'BAR'));
  }

  document.querySelectorAll('[data-chart]').forEach(function (place) {
    var data = JSON.parse(place.dataset.chart);
    var lines = data.kind === 'BAR' ? data.names.length * data.series.length : 0;
    place.style.height = Math.max(360, 80 + 28 * lines) + 'px';
    /* Twice as fine as the screen, at least: it is printed, too. */
    var chart = window.echarts.init(place, null, { renderer: 'canvas', devicePixelRatio: Math.max(2, window.devicePixelRatio) });
    function draw() { chart.setOption(option(data, place.clientWidth < 500)); }
    draw();
    place.dataset.drawn = 'true';
    window.addEventListener('resize', function () { chart.resize(); draw(); });
  });
})();
