/* Shared by the dialogs: the meters that a radio receiver hears, for the user to choose from. */
window.hanMeterHeard = (() => {
  const say = (key, values) => RED._(`@han-port/node-red-smart-meter/han-port:han-port.${key}`, values);

  /** A key that stands in a dialog and is not deployed yet marks its meter, too. */
  function typedKeys() {
    const keys = [];
    RED.nodes.eachConfig((node) => {
      const encryption = node.type === 'han-keys' && node.credentials && node.credentials.encryption;
      if (encryption && encryption !== '__PWRD__') keys.push({ encryption: encryption, meter: node.meter });
    });
    return keys;
  }

  /** The receiver behind a connection, as it stands in the editor; undefined where there is none. */
  function receiverAt(id) {
    const node = RED.nodes.node(id);
    if (node?.talk !== 'radio' || !['serial', 'tcp'].includes(node.kind)) return undefined;
    const { kind, path, line, host, port, receiver, mode } = node;
    return { kind: kind, path: path, line: line, host: host, port: port, receiver: receiver, mode: mode };
  }

  /** Nobody listens any more: a flow may want the port. */
  function stop({ kind, path, host, port }) {
    const place = $.param({ kind: kind, path: path, host: host, port: port });
    $.ajax({ method: 'DELETE', url: `smart-meter/heard?${place}` });
  }

  /** What the user reads of a meter: number, maker, what it meters, how strongly it is heard. */
  function described({ id, manufacturer, type, rssi, encrypted }) {
    const strength = rssi === undefined ? '' : `${Math.round(rssi)} dBm`;
    const lock = encrypted ? say('heard.encrypted') : '';
    return [id, manufacturer, type || '', strength, lock].filter((part) => part !== '').join(' · ');
  }

  function newRow({ id }, adopt) {
    const button = $('<button type="button" class="red-ui-button red-ui-button-small">').text(say('heard.take'));
    button.on('click', () => adopt(id));
    const yours = $('<b style="margin-left: 8px">').text(say('heard.yours'));
    return $('<div class="han-heard-meter" style="margin: 3px 0">').append(
      button,
      $('<span style="margin-left: 8px">'),
      yours,
    );
  }

  /** A line for each meter. Lines stay where they are as long as they can, as the user may be about to press one. */
  function newList(list, adopt) {
    const rows = new Map();
    const rowOf = (meter) => {
      const name = [meter.manufacturer, meter.id, meter.type].join();
      if (!rows.has(name)) rows.set(name, newRow(meter, adopt));
      return rows.get(name);
    };
    const note = $('<div>').appendTo(list.empty());
    return (meters, text) => {
      note.text(text).toggle(text !== '');
      for (const [index, meter] of meters.entries()) {
        const row = rowOf(meter);
        row.children('span').text(described(meter));
        row.children('b').toggle(meter.yours);
        const before = list.children('.han-heard-meter').get(index);
        if (before !== row[0]) row.insertBefore(before || note);
      }
      list.children('.han-heard-meter').slice(meters.length).detach();
    };
  }

  return {
    /**
     * Shows in `place` what the receiver behind the chosen connection hears; a click puts the number of a meter into
     * the field `meters`. Gives what ends it.
     */
    show: (place, connection, meters) => {
      let timer;
      let closed = false;
      let listening;
      const adopt = (id) => {
        const chosen = meters
          .val()
          .split(/[\s,;]+/)
          .filter((name) => name !== '');
        if (!chosen.includes(id)) meters.val([...chosen, id].join(', ')).trigger('change');
      };
      const print = newList(place.find('.han-heard'), adopt);
      const turnTo = (receiver) => {
        if (listening && JSON.stringify(listening) !== JSON.stringify(receiver)) stop(listening);
        listening = receiver;
      };
      const ask = () => {
        const receiver = receiverAt(connection.val());
        place.toggle(receiver !== undefined);
        turnTo(receiver);
        if (receiver === undefined) return;
        $.ajax({
          method: 'POST',
          url: 'smart-meter/heard',
          contentType: 'application/json',
          data: JSON.stringify({ connection: receiver, keys: typedKeys() }),
        })
          .done(({ meters: heard, error }) => {
            if (receiver !== listening) return;
            if (error) print(heard, say(`error.${error.code}`, error.details));
            else print(heard, heard.length === 0 ? say('heard.none') : '');
          })
          .always(() => {
            if (!closed && receiver === listening) timer = setTimeout(ask, 1000);
          });
      };
      const again = () => {
        clearTimeout(timer);
        ask();
      };
      connection.on('change', again);
      ask();
      return () => {
        closed = true;
        clearTimeout(timer);
        connection.off('change', again);
        turnTo(undefined);
      };
    },
  };
})();
