// Settings of the demo: nobody but this machine can reach it.
module.exports = {
  uiHost: '127.0.0.1',
  uiPort: Number(process.env.PORT),
  flowFile: 'flows.json',
  flowFilePretty: true,
  // The demo's flow holds no secrets.
  credentialSecret: 'demo',
  telemetry: { enabled: false, updateNotification: false },
  editorTheme: { tours: false, projects: { enabled: false } },
};
