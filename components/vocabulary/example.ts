/** A file to start from: both ways of writing an action, and types in one another. */
export const EXAMPLE = `{
  "types": [
    {
      "type": "order",
      "label": "Orders",
      "singular": "order",
      "example": "order/1042",
      "actions": [
        "viewOrder",
        "createOrder",
        "updateOrder",
        { "name": "refundOrder", "label": "Refund", "group": "manage" }
      ]
    },
    {
      "type": "api:path",
      "label": "API paths",
      "singular": "API path",
      "example": "api/orders:path/refunds",
      "actions": [
        "readPath",
        { "name": "writePath", "group": "edit" }
      ]
    }
  ]
}
`;
