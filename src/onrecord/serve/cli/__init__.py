"""The command line: one file a command or small group, each a few lines over a public function."""
