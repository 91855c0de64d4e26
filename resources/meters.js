/* Shared by the dialogs: the meters that can be simulated, by country. */
window.hanMeterSimulated = (() => {
  function nameOf(code) {
    try {
      return new Intl.DisplayNames([RED.i18n.lang(), 'en'], { type: 'region' }).of(code);
    } catch {
      return code;
    }
  }

  /** Makers' names are the same in every language; `encrypted` is the word for those that need keys. */
  function labelOf(meter, encrypted) {
    return meter.encrypted ? `${meter.name} (${encrypted})` : meter.name;
  }

  return {
    /** Fills the list of a dialog. */
    fill: (select, chosen, encrypted) => {
      $.getJSON('smart-meter/meters', (meters) => {
        const countries = [...new Set(meters.map((meter) => meter.country))]
          .map((code) => ({ code: code, name: nameOf(code) }))
          .sort((a, b) => a.name.localeCompare(b.name));
        for (const country of countries) {
          const group = $('<optgroup>').attr('label', country.name).appendTo(select);
          for (const meter of meters.filter((each) => each.country === country.code)) {
            $('<option>').val(meter.id).text(labelOf(meter, encrypted)).appendTo(group);
          }
        }
        select.val(chosen);
        select.trigger('change');
      });
    },
  };
})();
