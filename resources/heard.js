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
    if (!node || node.talk !== 'radio' || !['serial', 'tcp'].includes(node.kind)) return undefined;
    const { kind, path, line, host, port, receiver, mode } = node;
    return { kind: kind, path: path, line: line, host: host, port: port, receiver: receiver, mode: mode };
  }

  /** What the user reads of a meter: number, maker, what it meters, how strongly it is heard. */
  function described({ id, manufacturer, type, rssi, encrypted }) {
    const strength = rssi === undefined ? '' : `${Math.round(rssi)} dBm`;
    const lock = encrypted ? say('heard.encrypted') : '';
    return [id, manufacturer, type || '', strength, lock].filter((part) => part !== '').join(' · ');
  }

  function row(meter, adopt) {
    const button = $('<button type="button" class="red-ui-button red-ui-button-small">').text(say('heard.take'));
    button.on('click', () => adopt(meter.id));
    const line = $('<div class="han-heard-meter" style="margin: 3px 0">').append(button);
    line.append($('<span style="margin-left: 8px">').text(described(meter)));
    if (meter.yours) line.append($('<b style="margin-left: 8px">').text(say('heard.yours')));
    return line;
  }

  return {
    /**
     * Shows in `place` what the receiver behind the chosen connection hears; a click puts the number of a meter into
     * the field `meters`. Gives what ends it.
     */
    show: (place, connection, meters) => {
      let timer;
      let closed = false;
      const adopt = (id) => {
        const chosen = meters
          .val()
          .split(/[\s,;]+/)
          .filter((name) => name !== '');
        if (!chosen.includes(id)) meters.val([...chosen, id].join(', ')).trigger('change');
      };
      const ask = () => {
        const receiver = receiverAt(connection.val());
        place.toggle(receiver !== undefined);
        if (receiver === undefined) return;
        $.ajax({
          method: 'POST',
          url: 'smart-meter/heard',
          contentType: 'application/json',
          data: JSON.stringify({ connection: receiver, keys: typedKeys() }),
        })
          .done(({ meters: heard, error }) => {
            const list = place.find('.han-heard').empty();
            if (error) list.text(say(`error.${error.code}`, error.details));
            else if (heard.length === 0) list.text(say('heard.none'));
            else for (const meter of heard) list.append(row(meter, adopt));
          })
          .always(() => {
            if (!closed) timer = setTimeout(ask, 1000);
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
      };
    },
  };
})();
