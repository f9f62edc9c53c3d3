#!/usr/bin/env bash
# A run over four nodes of a cluster with Slurm and Open MPI. Submit it from the folder of the program:
#   sbatch docs/examples/slurm.sh scenarios/lizhou -n 1000
# The folder must be on a file system that all nodes see. Submitted again after a stop, it goes on.
#SBATCH --job-name=gongxu
#SBATCH --nodes=4
#SBATCH --ntasks-per-node=32
#SBATCH --time=04:00:00
set -euo pipefail

# One process more than there are cores: the first hands out units and hardly takes processor time.
mpirun -n $((SLURM_NTASKS + 1)) --oversubscribe \
  build/mpi/gongxu run "$@" --out "out/$(basename "$1")-cluster" --resume --quiet

# Without MPI, as an array of parts (sbatch --array=1-8), each on a node of its own, to be merged at the end:
#   build/release/gongxu run "$@" --shard "$SLURM_ARRAY_TASK_ID/8" --out "out/part$SLURM_ARRAY_TASK_ID" --resume --quiet
