// Loaded into the server (node --import): ends it when the launcher is gone, so that a killed launcher leaves no server behind.
if (process.channel) {
  process.channel.unref();
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
