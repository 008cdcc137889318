/// The version of the program, as `--version` and every report say it.
let toolVersion = "0.1.0"
