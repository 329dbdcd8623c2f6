class TabulatedGru(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def forward(self: __torch__.TabulatedGru,
    ids: Tensor,
    lengths: Tensor,
    mean: Tensor,
    gate_table: Tensor,
    candidate_table: Tensor,
    gate_weight: Tensor,
    candidate_weight: Tensor,
    candidate_bias: Tensor,
    linear_weight: Tensor,
    linear_bias: Tensor,
    projection_weight: Tensor,
    projection_bias: Tensor) -> Tensor:
    takes_mean = bool(mean)
    hidden = candidate_weight.size(0)
    gates_of_state = gate_weight.t()
    candidate_of_state = candidate_weight.t()
    order = torch.argsort(lengths, 0, True)
    ordered = lengths.index_select(0, order)
    columns = ids.index_select(0, order).t().contiguous()
    steps = columns.size(0)
    running = torch.gt(ordered.unsqueeze(0), torch.arange(steps).unsqueeze(1)).sum([1])
    state = torch.zeros([ids.size(0), hidden])
    pooled = torch.zeros([ids.size(0), hidden])
    if not takes_mean:
      pooled = torch.sub(pooled, 1)
    for step in range(steps):
      rows = int(running[step])
      tokens = columns[step].narrow(0, 0, rows)
      before = state.narrow(0, 0, rows)
      gates = gate_table.index_select(0, tokens).addmm_(before, gates_of_state).sigmoid_()
      reset = gates.narrow(1, 0, hidden)
      update = gates.narrow(1, hidden, hidden)
      recurrent = torch.addmm(candidate_bias, before, candidate_of_state)
      candidate = candidate_table.index_select(0, tokens).addcmul_(reset, recurrent).tanh_()
      state = candidate.lerp_(before, update)
      running_pool = pooled.narrow(0, 0, rows)
      if takes_mean:
        running_pool.add_(state)
      else:
        torch.maximum(running_pool, state, out=running_pool)
    if takes_mean:
      pooled = torch.div(pooled, ordered.unsqueeze(1))
    linear = torch.addmm(linear_bias, torch.tanh(pooled), linear_weight.t())
    logits = torch.addmm(projection_bias, torch.tanh(linear), projection_weight.t())
    return logits.index_select(0, torch.argsort(order))
