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

(defconst policy-font-lock-keywords
  `((,(concat "^\\s-*\\(" (regexp-opt '("policy" "import" "entity" "record" "enum" "rule" "standard" "segregate" "duty" "access" "instrument" "parameter" "define" "test")) "\\)\\s-+\\([[:alpha:]_][[:alnum:]_.]*\\)")
     (1 font-lock-keyword-face) (2 font-lock-function-name-face))
    (,(regexp-opt '("title" "domain" "owner" "cites" "level" "message" "remedy" "waivable" "tags" "allow" "because" "for" "where" "let" "must" "should" "at" "adopted" "each" "gives" "over" "within" "force" "from" "until" "review" "by" "symbol" "issuer" "supersedes" "clause" "organisational" "version" "as" "given" "expect" "ordered" "key" "overlapping" "scope" "most" "any" "all") 'symbols) . font-lock-keyword-face)
    (,(regexp-opt '("and" "or" "not" "implies" "in" "is" "present" "missing" "like" "contains" "overlaps" "subset" "of" "otherwise" "holds" "performs" "satisfies" "some" "no" "every" "distinct" "on") 'symbols) . font-lock-builtin-face)
    (,(regexp-opt '("true" "false" "today" "self") 'symbols) . font-lock-constant-face)
    (,(regexp-opt '("Text" "Boolean" "Integer" "Decimal" "Percent" "Money" "Date" "Timestamp" "Duration" "Period" "DataSize" "Version") 'symbols) . font-lock-type-face)
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
