// Written from the files in Templates by `make templates`. Do not edit.

extension Template {
}
