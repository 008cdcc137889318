;;; policy-mode.el --- Policies of policyc -*- lexical-binding: t -*-

;; Highlighting and the language server, through Eglot or lsp-mode.

;;; Code:

(defgroup policy nil "Policies." :group 'languages)

(defcustom policy-server-command '("policyc" "lsp")
  "How to start the language server."
  :type '(repeat string) :group 'policy)

(defvar policy-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 124b" table)
    (modify-syntax-entry ?* ". 23n" table)
    (modify-syntax-entry ?\n "> b" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?\" "\"" table)
    table))

;; The words of the language: `make docs` writes them from the vocabulary.
(defconst policy-declaration-words
  '("policy" "import" "entity" "record" "enum" "source" "define" "parameter" "instrument" "access"
    "duty" "segregate" "rule" "standard" "test" "authority")
  "Words of policies: they begin declarations.")
(defconst policy-clause-words
  '("title" "owner" "force" "allow" "cites" "tags" "message" "remedy" "level" "waivable" "by" "for"
    "where" "let" "must" "should" "at" "adopted" "judged" "within" "overlapping" "scope" "most"
    "domain" "review" "key" "also" "label" "passes" "over" "from" "illustrative" "symbol" "issuer"
    "supersedes" "clause" "each" "gives" "as" "given" "expect" "separator" "quote" "encoding"
    "header" "columns" "comment" "skip" "dates" "century" "zone" "numbers" "forever" "true" "false"
    "trim" "cells" "sheet" "namespace" "take" "until" "because" "ordered" "version" "organisational"
    "any" "all" "data" "other" "findings" "error" "warning" "working" "open" "inspiration" "duty"
    "patterns" "waived" "undetermined")
  "Words of policies: they begin or belong to clauses.")
(defconst policy-operation-words
  '("and" "or" "not" "implies" "in" "is" "present" "missing" "like" "contains" "overlaps" "subset"
    "of" "holds" "performs" "otherwise" "starts" "with" "ends" "distinct" "some" "no" "every"
    "satisfies" "on" "if" "then" "else")
  "Words of policies: operators.")
(defconst policy-constant-words
  '("true" "false" "today" "self")
  "Words of policies: names that mean the same everywhere.")
(defconst policy-type-words
  '("Text" "Boolean" "Integer" "Decimal" "Percent" "Money" "Date" "Timestamp" "Duration" "Period"
    "DataSize" "Version")
  "Words of policies: types.")
(defconst policy-function-words
  '("count" "sum" "average" "min" "max" "round" "round_half_up" "round_up" "round_down" "floor"
    "abs" "mod" "lower" "upper" "trim" "collapse" "length" "before" "after" "digits" "similarity"
    "join" "weekday" "quarter" "end_of_month" "fiscal_year" "working_days" "median" "percentile"
    "rank" "mode" "standard_deviation")
  "Words of policies: functions.")
(defconst policy-unit-words
  '("second" "seconds" "minute" "minutes" "hour" "hours" "day" "days" "week" "weeks" "month"
    "months" "year" "years" "B" "kB" "KB" "MB" "GB" "TB" "PB" "KiB" "MiB" "GiB" "TiB" "PiB")
  "Words of policies: units.")
;; Here the words of the language end.

(defconst policy-font-lock-keywords
  `((,(concat "^\\s-*\\(" (regexp-opt policy-declaration-words) "\\)\\s-+\\([[:alpha:]_][[:alnum:]_.]*\\)")
     (1 font-lock-keyword-face) (2 font-lock-function-name-face))
    (,(regexp-opt policy-operation-words 'symbols) . font-lock-builtin-face)
    (,(regexp-opt policy-clause-words 'symbols) . font-lock-keyword-face)
    (,(regexp-opt policy-constant-words 'symbols) . font-lock-constant-face)
    (,(regexp-opt policy-type-words 'symbols) . font-lock-type-face)
    (,(concat (regexp-opt policy-function-words 'symbols) "(") (1 font-lock-builtin-face))
    (,(concat "[0-9]\\s-*" (regexp-opt policy-unit-words 'symbols)) (1 font-lock-type-face))
    ("§[[:alnum:].-]*\\(?:([[:alnum:].]+)\\)*" . font-lock-constant-face)
    ("\\.\\([[:alpha:]_][[:alnum:]_]*\\)" 1 font-lock-variable-name-face))
  "Rules of colouring.")

;;;###autoload
(define-derived-mode policy-mode prog-mode "Policy"
  "Major mode for policies."
  (setq-local font-lock-defaults '(policy-font-lock-keywords))
  (setq-local comment-start "// ")
  (setq-local comment-start-skip "///?\\s-*")
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width 2))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.policy\\'" . policy-mode))

;;;###autoload
(define-derived-mode policy-data-mode conf-colon-mode "Policy data"
  "Major mode for the YAML files of a project with policies.")

(put 'policy-data-mode 'eglot-language-id "yaml")

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons '(policy-mode policy-data-mode) (lambda (&rest _) policy-server-command))))

(with-eval-after-load 'lsp-mode
  (add-to-list 'lsp-language-id-configuration '(policy-mode . "policy"))
  (add-to-list 'lsp-language-id-configuration '(policy-data-mode . "yaml"))
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection (lambda () policy-server-command))
                    :major-modes '(policy-mode policy-data-mode)
                    :server-id 'policyc)))

(provide 'policy-mode)
;;; policy-mode.el ends here
