/** What the demo account's own services are called: a shop's orders, and the paths of its API behind the gateway. */
export const VOCABULARY = JSON.stringify({
  types: [
    {
      type: "order",
      label: "Orders",
      singular: "order",
      example: "order/1042",
      actions: ["viewOrder", "createOrder", "updateOrder", { name: "refundOrder", label: "Refund", group: "manage" }],
    },
    {
      type: "api:path",
      label: "API paths",
      singular: "API path",
      example: "api/orders:path/refunds",
      actions: ["readPath", { name: "writePath", group: "edit" }],
    },
  ],
});
