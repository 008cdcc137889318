#!/usr/bin/env python3
"""Takes the pictures of docs/editors.md: screenshots.py --policyc PATH [--only NAME] [--output docs/images]

Neovim and Emacs run in a terminal of a virtual screen, with the set-ups that editors/ ships. Each is shown a rule with a
mistake and the clause that it cites, and a data file with a finding."""
import argparse
import importlib.machinery
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PACKAGES = ["xterm", "xvfb", "xdotool", "imagemagick", "fonts-dejavu-core"]
MISTAKE = ("must    g.approved_by != g.person", "must    g.approved_by != g.persn")

NEOVIM = """
vim.opt.runtimepath:prepend(PLUGIN)
vim.o.number, vim.o.swapfile, vim.o.laststatus, vim.o.showmode = true, false, 2, false
vim.diagnostic.config({ virtual_text = true })
vim.cmd('syntax on | filetype plugin on')
require('policyc').setup({ cmd = SERVER })
local begun = false
vim.api.nvim_create_autocmd('DiagnosticChanged', { callback = function()
  if begun or #vim.diagnostic.get(0) == 0 then return end
  begun = true
  vim.fn.search(PLACE)
  vim.cmd('normal! zz')
  -- A window that shows something closes when the caret moves, and it has just moved.
  vim.defer_fn(function()
    if HOVERS then vim.lsp.buf.hover({ border = 'rounded' }) else
      vim.diagnostic.open_float({ border = 'rounded', scope = 'line' })
    end
  end, 300)
  local timer = vim.uv.new_timer()
  timer:start(100, 100, vim.schedule_wrap(function()
    if #vim.api.nvim_list_wins() < 2 then return end
    timer:stop()
    vim.cmd('redraw!')
    vim.fn.writefile({ 'ready' }, READY)
  end))
end })
"""

EMACS = """
(setq inhibit-startup-screen t make-backup-files nil auto-save-default nil create-lockfiles nil
      eldoc-echo-area-use-multiline-p nil split-width-threshold nil
      native-comp-async-report-warnings-errors nil warning-minimum-level :emergency)
(menu-bar-mode -1)
(require 'package) (package-initialize)
(load PLUGIN nil t)
(require 'eglot)
(setq policy-server-command SERVER)
(when (string-suffix-p ".yaml" FILE) (add-to-list 'auto-mode-alist '("\\\\.yaml\\\\'" . policy-data-mode)))
(find-file FILE)
(display-line-numbers-mode)
(eglot-ensure)
(defun shot-wait (seconds holds)
  (let ((end (+ (float-time) seconds)))
    (while (and (not (funcall holds)) (< (float-time) end)) (accept-process-output nil 0.05) (redisplay))))
(run-at-time 0.5 nil (lambda ()
  (shot-wait 20 (lambda () (and (eglot-current-server) (flymake-diagnostics))))
  (goto-char (point-min))
  (re-search-forward PLACE)
  (goto-char (match-beginning 0))
  (recenter)
  (if HOVERS
      (let ((buffer (current-buffer)) (hover nil))
        (jsonrpc-async-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams)
          :success-fn (lambda (answer) (setq hover (eglot--hover-info (plist-get answer :contents) nil))))
        (shot-wait 10 (lambda () hover))
        (with-current-buffer (get-buffer-create "*hover*")
          (erase-buffer) (insert hover) (goto-char (point-min)) (setq mode-line-format " Hover"))
        (display-buffer "*hover*" '(display-buffer-at-bottom (window-height . 9)))
        (goto-char (point-min)) (re-search-forward "g.persn") (backward-char 3))
    (flymake-show-buffer-diagnostics)
    (forward-char 4))
  (message "%s" (mapconcat #'flymake-diagnostic-text (flymake-diagnostics (point)) " "))
  (redisplay t)
  (run-at-time 0.4 nil (lambda () (redisplay t) (write-region "ready" nil READY nil 'silent)))))
"""


def editors_run():
    """The script beside this one: it installs the editors."""
    loader = importlib.machinery.SourceFileLoader("editors_run", str(HERE / "run"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("editors_run", loader))
    loader.exec_module(module)
    return module


def lisp(value):
    if isinstance(value, list):
        return "(list " + " ".join(lisp(item) for item in value) + ")"
    return "t" if value is True else "nil" if value is False else json.dumps(value, ensure_ascii=False)


def lua(value):
    if isinstance(value, list):
        return "{" + ", ".join(lua(item) for item in value) + "}"
    return json.dumps(value, ensure_ascii=False)


class Screen:
    """A virtual screen with a terminal on it."""
    def __init__(self, folder, number=87, size="1020x572"):
        self.folder, self.display = folder, f":{number}"
        self.server = subprocess.Popen(["Xvfb", self.display, "-screen", "0", f"{size}x24"], stderr=subprocess.DEVNULL)
        while not Path(f"/tmp/.X11-unix/X{number}").exists():
            time.sleep(0.05)

    def shoot(self, command, ready, picture, home):
        environment = {**os.environ, "DISPLAY": self.display, "HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8",
                       "XDG_CONFIG_HOME": str(home / ".config"), "XDG_STATE_HOME": str(home / ".state")}
        # Set to white for pages; a terminal of the size of the screen.
        terminal = subprocess.Popen(
            ["xterm", "-fa", "DejaVu Sans Mono", "-fs", "10", "-bg", "#ffffff", "-fg", "#24292f", "-geometry", "126x33+0+0", "-b", "4",
             "-tn", "xterm-256color", "-e", *map(str, command)], env=environment, cwd=self.folder)
        limit = time.monotonic() + 30
        while not ready.exists() and terminal.poll() is None and time.monotonic() < limit:
            time.sleep(0.1)
        if not ready.exists():
            terminal.kill()
            return False
        time.sleep(0.5)
        subprocess.run(["import", "-window", "root", "+dither", "-colors", "48", "-depth", "8", "-define", "png:compression-level=9",
                        "-strip", str(picture)], env=environment, check=True)
        terminal.terminate()
        terminal.wait()
        return True

    def close(self):
        self.server.terminate()
        self.server.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--only", help="pictures whose names have this in them")
    parser.add_argument("--output", default=str(ROOT / "docs/images"))
    arguments = parser.parse_args()
    run = editors_run()
    run.install()
    subprocess.run([ROOT / "scripts/install-dependencies", *PACKAGES], check=True)
    output = Path(arguments.output)
    output.mkdir(parents=True, exist_ok=True)
    server = [os.path.abspath(arguments.policyc), "lsp"]
    work = Path(tempfile.mkdtemp(prefix="policyc-pictures-"))
    failed = []
    # The scene: the file, where the caret is, and whether the pointer hovers over it.
    views = {"policy": ("policies/access.policy", "§32\n  for     g in Grant where g.valid contains", True),
             "data": ("data/roles.yaml", "SMALL_OFFICE", False)}
    for view, (file, place, hovers) in views.items():
        for editor in ["neovim", "emacs"]:
            name = f"{editor}-{view}"
            if arguments.only and arguments.only not in name:
                continue
            folder = work / name / "access-and-procurement"
            shutil.copytree(ROOT / "policies/examples/access-and-procurement", folder)
            if hovers:
                path = folder / file
                path.write_text(path.read_text().replace(*MISTAKE))
            home = work / name / "home"
            home.mkdir()
            ready = home / "ready"
            values = {"PLACE": place, "HOVERS": hovers, "READY": str(ready), "SERVER": server, "FILE": file}
            if editor == "neovim":
                values["PLACE"] = place.replace("\n", "\\n")
                values["PLUGIN"] = str(ROOT / "editors/neovim")
                start, template, write = home / "init.lua", NEOVIM, lua
                command = [run.VENV / "bin/nvim", "--clean", "-u", start, file]
            else:
                values["PLUGIN"] = str(ROOT / "editors/emacs/policy-mode.el")
                start, template, write = home / "init.el", EMACS, lisp
                command = ["emacs", "-nw", "-q", "-l", start]
            for key, value in values.items():
                template = template.replace(key, write(value))
            start.write_text(template)
            screen = Screen(folder)
            try:
                if screen.shoot(command, ready, output / f"{name}.png", home):
                    print(f"{output / name}.png, {(output / f'{name}.png').stat().st_size // 1024} KiB")
                else:
                    failed.append(name)
                    print(f"FAILED {name}")
            finally:
                screen.close()
    shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
