" Starts the language server through ALE, where ALE is installed.
if exists('g:loaded_policy')
  finish
endif
let g:loaded_policy = 1

if !exists('g:policyc_executable')
  let g:policyc_executable = 'policyc'
endif

function! s:ProjectRoot(buffer) abort
  let l:file = findfile('policyc.yaml', fnamemodify(bufname(a:buffer), ':p:h') . ';')
  return fnamemodify(empty(l:file) ? bufname(a:buffer) : l:file, ':p:h')
endfunction

function! s:Define() abort
  for l:type in ['policy', 'yaml']
    call ale#linter#Define(l:type, {
          \ 'name': 'policyc',
          \ 'lsp': 'stdio',
          \ 'executable': {b -> g:policyc_executable},
          \ 'command': '%e lsp',
          \ 'language': l:type,
          \ 'project_root': function('s:ProjectRoot'),
          \ })
  endfor
endfunction

" ALE may be loaded before or after this plugin.
if exists('*ale#linter#Define') || !empty(globpath(&runtimepath, 'autoload/ale/linter.vim'))
  call s:Define()
endif
