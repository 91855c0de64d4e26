/* Shared by the dialogs: the countries to choose from, and the one that the browser's time zone speaks for. */
window.hanMeterCountries = (() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  function ask(then) {
    $.getJSON('smart-meter/countries', then);
  }

  /** The name of a country in the language of the editor. */
  function nameOf(code) {
    try {
      return new Intl.DisplayNames([RED.i18n.lang(), 'en'], { type: 'region' }).of(code);
    } catch {
      return code;
    }
  }

  return {
    /** Fills the list of a dialog. A new node gets the country of the browser's time zone, where it is one of them. */
    fill: (select, chosen) => {
      ask((countries) => {
        const byName = countries
          .map((each) => ({ code: each.country, name: nameOf(each.country) }))
          .sort((a, b) => a.name.localeCompare(b.name));
        for (const each of byName) $('<option>').val(each.code).text(each.name).appendTo(select);
        const here = countries.find((each) => each.zone === zone);
        select.val(chosen || (here ? here.country : 'auto'));
        select.trigger('change');
      });
    },
    /** The country of the browser's time zone, or nothing. */
    here: (then) => {
      ask((countries) => {
        const here = countries.find((each) => each.zone === zone);
        then(here ? here.country : '');
      });
    },
  };
})();
