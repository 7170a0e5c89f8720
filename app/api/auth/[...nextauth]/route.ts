import NextAuth from "next-auth";
import { throughAuthDoor } from "@/lib/web/auth-door";
import { authOptions } from "@/lib/web/auth-options";

const answer = async (request: Request, context: RouteContext<"/api/auth/[...nextauth]">) => {
  const params = await context.params;
  const ask = (how: { anew: boolean }): Promise<Response> =>
    NextAuth(request as never, { params } as never, authOptions(how));
  return throughAuthDoor(request, params.nextauth, ask);
};

export { answer as GET, answer as POST };
