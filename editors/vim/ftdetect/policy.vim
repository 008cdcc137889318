" A file that begins with a comment is taken for a configuration file otherwise.
autocmd BufRead,BufNewFile *.policy set filetype=policy
