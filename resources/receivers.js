/* Shared by the dialogs: the radio receivers whose dialects are read. */
window.hanMeterReceivers = (() => {
  /** Makers' names are the same in every language; the other dialects have a text in the catalogue. */
  const NAMES = {
    im871a: 'IMST iM871A',
    iu891a: 'IMST iU891A-XL',
    amb8465: 'Würth / Amber AMB8465-M, Metis-II',
    cul: 'CUL, nanoCUL',
    rc1180: 'Radiocrafts RC1180',
    embit: 'Embit WMB',
    'rtl-wmbus': 'rtl_wmbus',
    'rtl-433': 'rtl_433',
  };

  const nameOf = (dialect) =>
    NAMES[dialect] || RED._(`@han-port/node-red-smart-meter/han-port:han-port.receiver.${dialect}`);

  return {
    /** Fills the list of a dialog behind what stands in it; `filled` gets the usual line settings of each dialect. */
    fill: (select, chosen, filled = () => {}) => {
      $.getJSON('smart-meter/receivers', (receivers) => {
        for (const { dialect } of receivers) $('<option>').val(dialect).text(nameOf(dialect)).appendTo(select);
        select.val(chosen);
        filled(new Map(receivers.map(({ dialect, line }) => [dialect, line])));
        select.trigger('change');
      });
    },
  };
})();
