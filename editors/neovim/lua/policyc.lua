-- Starts the language server for policies and the data of their projects.
local M = {}

M.defaults = {
  cmd = { 'policyc', 'lsp' },
  -- Data files are served only inside a project.
  filetypes = { 'policy', 'yaml', 'json' },
  settings = {},
}

local function root(path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  local file = vim.fn.findfile('policyc.yaml', folder:gsub(' ', '\\ ') .. ';')
  if file ~= '' then return vim.fn.fnamemodify(file, ':p:h'), true end
  return folder, false
end

local function start(options, buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == '' then return end
  local folder, is_project = root(path)
  if vim.bo[buffer].filetype ~= 'policy' and not is_project then return end
  local config = {
    name = 'policyc',
    cmd = options.cmd,
    root_dir = folder,
    workspace_folders = { { uri = vim.uri_from_fname(folder), name = vim.fn.fnamemodify(folder, ':t') } },
    settings = { policyc = options.settings },
    init_options = options.settings,
    on_attach = options.on_attach,
    capabilities = options.capabilities,
  }
  if vim.lsp.start then
    -- One server for each project.
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  for _, client in pairs(vim.lsp.get_active_clients()) do
    if client.name == 'policyc' and client.config.root_dir == folder then
      vim.lsp.buf_attach_client(buffer, client.id)
      return
    end
  end
  local id = vim.lsp.start_client(config)
  if id then vim.lsp.buf_attach_client(buffer, id) end
end

function M.setup(options)
  M.options = vim.tbl_deep_extend('force', M.defaults, options or {})
  local group = vim.api.nvim_create_augroup('policyc', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = M.options.filetypes,
    callback = function(event) start(M.options, event.buf) end,
  })
end

return M
