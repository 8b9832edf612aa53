"""OR-Tools' routing solver, solved anew at each decision: pick-ups and deliveries, soft times."""

from __future__ import annotations

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from bench.dispatch.harness import Begun
from bench.dispatch.windows import CAPACITY, Task, task
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.travel import TravelTimes

DAY_S = 86_400
# A second late weighs as a hundred of travel; an order left out as a whole day late.
LATE_WEIGHT = 100


class OrTools:
    """Lateness at the door, then travel; cheapest insertion, then the solver's local search."""

    def __init__(self, milliseconds: int = 100) -> None:
        self._milliseconds = milliseconds

    def decide(self, snapshot: Snapshot, travel: TravelTimes) -> Begun:
        """The trips that begin now."""
        seen = task(snapshot, travel)
        if not seen.orders:
            return (), ()
        begun = (
            seen.begin(seen.couriers[courier], route, travel)
            for courier, route in self._solve(seen).items()
            if route
        )
        return [one for one in begun if one is not None], ()

    def _solve(self, seen: Task) -> dict[int, list[int]]:
        """The orders by courier, in the sequence of their collection up to the first door."""
        n, m = len(seen.orders), len(seen.couriers)
        service = seen.snapshot.service
        end = 2 * n + m
        manager = pywrapcp.RoutingIndexManager(end + 1, m, [2 * n + k for k in range(m)], [end] * m)
        routing = pywrapcp.RoutingModel(manager)
        way = np.zeros((end + 1, end + 1), dtype=np.int64)
        way[:end, :end] = seen.seconds
        busy = way.copy()
        busy[1 : 2 * n : 2, :end] += int(service.dropoff_s)
        # What is done once at a counter serves all orders collected there one after the other.
        leaving = way[0 : 2 * n : 2, :end] > 0
        leaving[:, 1 : 2 * n : 2] = True
        busy[0 : 2 * n : 2, :end] += int(service.pickup_s) * leaving
        travel_cost = routing.RegisterTransitMatrix(way.tolist())
        routing.SetArcCostEvaluatorOfAllVehicles(travel_cost)
        spent = routing.RegisterTransitMatrix(busy.tolist())
        routing.AddDimension(spent, DAY_S, DAY_S, False, "time")
        time = routing.GetDimensionOrDie("time")
        loads = [1, -1] * n + [0] * (m + 1)
        load = routing.RegisterUnaryTransitVector(loads)
        routing.AddDimension(load, 0, CAPACITY, True, "load")
        solver = routing.solver()
        for i, order in enumerate(seen.orders):
            pickup, door = manager.NodeToIndex(2 * i), manager.NodeToIndex(2 * i + 1)
            routing.AddPickupAndDelivery(pickup, door)
            solver.Add(routing.VehicleVar(pickup) == routing.VehicleVar(door))
            solver.Add(time.CumulVar(pickup) <= time.CumulVar(door))
            time.CumulVar(pickup).SetMin(int(max(0.0, order.ready_s - service.pickup_s / 2)))
            due = seen.earliest(i) - int(service.dropoff_s / 2)
            time.SetCumulVarSoftUpperBound(door, due, LATE_WEIGHT)
            routing.AddDisjunction([pickup], DAY_S * LATE_WEIGHT)
            routing.AddDisjunction([door], DAY_S * LATE_WEIGHT)
        for k, courier in enumerate(seen.couriers):
            time.CumulVar(routing.Start(k)).SetRange(int(courier.free_s), DAY_S)
        asked = pywrapcp.DefaultRoutingSearchParameters()
        first = routing_enums_pb2.FirstSolutionStrategy
        asked.first_solution_strategy = first.PARALLEL_CHEAPEST_INSERTION
        asked.local_search_metaheuristic = (
            routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
        )
        asked.time_limit.FromMilliseconds(self._milliseconds)
        solved = routing.SolveWithParameters(asked)
        if solved is None:
            # Not even a first solution in the time: it gets the time it needs for that alone.
            asked.time_limit.FromMilliseconds(3 * self._milliseconds)
            asked.solution_limit = 1
            solved = routing.SolveWithParameters(asked)
        return self._routes(manager, routing, solved, m) if solved else {}

    def _routes(
        self, manager: pywrapcp.RoutingIndexManager, routing: pywrapcp.RoutingModel,
        solved: pywrapcp.Assignment, m: int,
    ) -> dict[int, list[int]]:  # fmt: skip
        routes: dict[int, list[int]] = {}
        for k in range(m):
            at = solved.Value(routing.NextVar(routing.Start(k)))
            while not routing.IsEnd(at) and manager.IndexToNode(at) % 2 == 0:
                routes.setdefault(k, []).append(manager.IndexToNode(at) // 2)
                at = solved.Value(routing.NextVar(at))
        return routes
